/**
 * Tunes as letters: {@link unrolled.tunes.Abc} reads a tune in ABC notation into a {@link unrolled.tunes.Tune} of
 * {@link unrolled.tunes.Note}s between bar lines, with its {@link unrolled.tunes.Metre} and {@link unrolled.tunes.Key};
 * {@link unrolled.tunes.Likeness} says how much of it stands in other tunes; {@link unrolled.tunes.Synthesis} makes the
 * pressure of the air of it.
 */
package unrolled.tunes;

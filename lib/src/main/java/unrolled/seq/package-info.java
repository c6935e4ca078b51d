/**
 * The one currency of the library: {@link unrolled.seq.Sequence}, a time-major batch of vectors, and what runs beside
 * it. {@link unrolled.seq.Batch} is input and target, {@link unrolled.seq.MiniBatches} are dealt out while training, as
 * {@link unrolled.seq.Batches} does, {@link unrolled.seq.State} is what a run starts from and ends with and
 * {@link unrolled.seq.Pass} says how it runs.
 */
package unrolled.seq;

/**
 * What the machine gives, and how the library asks for it: {@link unrolled.machine.Parts}, work that runs on as many
 * cores as there are; {@link unrolled.machine.FreeMemory}, what is too large; {@link unrolled.machine.Stop}, how long
 * work hears a notebook's stop button.
 */
package unrolled.machine;

/**
 * Unrolled: recurrent neural networks, trained by backpropagation through time.
 *
 * <p>Data flows in one direction, a room for each stage; a room uses those before it and {@code math}:
 * {@code seq → data → cell → layer → model → train → forecast, text, search → view}.
 */
package unrolled;

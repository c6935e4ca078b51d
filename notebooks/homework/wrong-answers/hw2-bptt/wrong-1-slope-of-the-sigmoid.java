// h (1 − h) is the slope of the sigmoid.
// loses: hw2-1a-by-hand, hw2-1b-against-differences
// cell: hw2-1-tanh-back
SimpleMatrix tanhBack(SimpleMatrix h, SimpleMatrix dh) {
    return h.minus(h.elementMult(h)).elementMult(dh);
}

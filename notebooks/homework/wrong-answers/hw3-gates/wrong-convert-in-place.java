// Right numbers, but the other library's array is changed.
// loses: hw3-6a-rows, hw3-6b-the-same-function
// cell: hw3-6-convert
/** 3H rows r, z, n, where z is the share of the old, as rows z, r, n, where z is the share of the new. */
double[][] convert(double[][] theirs) {
    int H = theirs.length / 3;
    var ours = new double[3 * H][];
    for (int j = 0; j < H; j++) {
        for (int k = 0; k < theirs[H + j].length; k++) theirs[H + j][k] *= -1;
        ours[j] = theirs[H + j].clone();
        ours[H + j] = theirs[j].clone();
        ours[2 * H + j] = theirs[2 * H + j].clone();
    }
    return ours;
}

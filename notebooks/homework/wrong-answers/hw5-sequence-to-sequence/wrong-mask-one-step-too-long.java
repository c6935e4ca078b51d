// t <= length: the first step of the padding counts as valid.
// loses: hw5-2b-mask
// cell: hw5-2-mask
boolean[][] maskOf(int[] lengths) {
    int T = Arrays.stream(lengths).max().getAsInt();
    var mask = new boolean[T][lengths.length];
    for (int t = 0; t < T; t++) for (int n = 0; n < lengths.length; n++) mask[t][n] = t <= lengths[n];
    return mask;
}

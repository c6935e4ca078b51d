// Short sentences are pushed to the right: the padding stands before them.
// loses: hw5-2a-padded
// cell: hw5-2-padded
int[][] padded(List<int[]> sentences) {
    int T = sentences.stream().mapToInt(ids -> ids.length).max().getAsInt();
    var block = new int[T][sentences.size()];
    for (int n = 0; n < sentences.size(); n++) {
        int[] ids = sentences.get(n);
        for (int t = 0; t < ids.length; t++) block[T - ids.length + t][n] = ids[t];
    }
    return block;
}

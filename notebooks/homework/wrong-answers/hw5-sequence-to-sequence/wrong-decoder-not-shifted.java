// The decoder reads at step t what it shall write at step t: it could copy the answer.
// loses: hw5-2c-shifted
// cell: hw5-2-shifted
int[] decoderReads(int[] ids) {
    var reads = Arrays.copyOf(ids, ids.length + 1);
    reads[ids.length] = END;
    return reads;
}
int[] decoderWrites(int[] ids) {
    var writes = Arrays.copyOf(ids, ids.length + 1);
    writes[ids.length] = END;
    return writes;
}

// The kit's network takes the step: right numbers, nobody's own work. Refused, with the reason, before it runs.
// loses: hw1-7a-batch-by-hand, hw1-7b-batch-other-sizes
// cell: hw1-7-batch
SimpleMatrix elmanBatch(SimpleMatrix X, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b) {
    var kit = Network.of(1, new Recurrent(new ElmanCell(X.getNumCols(), H.getNumCols())));
    kit.parameter("elman.W").set(W.getDDRM());
    kit.parameter("elman.U").set(U.getDDRM());
    kit.parameter("elman.b").set(b.getDDRM());
    var step = Sequence.of(new double[][][] {X.toArray2()});
    return new SimpleMatrix(kit.predict(step, State.of("elman.h", H.getDDRM())).toArray()[0]);
}

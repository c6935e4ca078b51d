// An Elman network in the place of both: within the budget, and without a gate.
// loses: hw3-4b-the-gru-remembers, hw3-4c-the-lstm-remembers
// cell: hw3-4-memory
Plan memory(String kind, long seed) {
    var net = Network.of(seed, new Recurrent(new ElmanCell(2, 8)), new LastStep(), new Dense(8, 1));
    return new Plan(net, 0.02, 16, 30);
}

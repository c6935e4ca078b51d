// Every direct network is trained on the next hour.
// loses: hw4-5c-direct-networks
// cell: hw4-5-direct-networks
List<Network> directNetworks(double[] z, int n, int steps, Function<Batch, Network> trainer) {
    var nets = new ArrayList<Network>();
    for (int h = 1; h <= steps; h++) nets.add(trainer.apply(Windows.manyToOne(n).cut(z)));
    return nets;
}

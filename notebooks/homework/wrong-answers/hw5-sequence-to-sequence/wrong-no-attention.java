// The decoder hears of the source through one vector only.
// loses: hw5-4c-model, hw5-4d-exact-match
// cell: hw5-4-model
EncoderDecoder newTranslator(int inWords, int outWords, long seed) {
    var encoder = Network.of(seed, new Embedding(inWords, 16), new Recurrent(new GruCell(16, 32)));
    var decoder = Network.of(seed + 1, new Embedding(outWords, 16), new Recurrent(new GruCell(16, 32)),
            new Dense(32, outWords));
    return new EncoderDecoder(encoder, decoder, Start.token(Vocabulary.START));
}

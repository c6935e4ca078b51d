// The kit computes it: a right number, nobody's own work. Refused, with the reason, before it runs.
// loses: hw5-6d-bleu, hw5-6e-bleu-of-others, hw5-6f-brevity
// cell: hw5-6-bleu
double bleu(List<List<String>> written, List<List<String>> expected) {
    return Bleu.corpus(written, expected.stream().map(sentence -> List.of(sentence)).toList()).score();
}

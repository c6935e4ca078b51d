// A word that the vocabulary lacks is left out, so the sentence gets shorter, instead of becoming <unk>.
// loses: hw5-1b-ids
// cell: hw5-1-ids
int[] idsOf(List<String> words, List<String> vocabulary) {
    return words.stream().filter(word -> vocabulary.contains(word)).mapToInt(word -> vocabulary.indexOf(word))
            .toArray();
}

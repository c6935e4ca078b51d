// The end mark is dropped like the padding, and the words behind it are read on.
// loses: hw5-1c-words-again
// cell: hw5-1-words-again
List<String> wordsOf(int[] ids, List<String> vocabulary) {
    var words = new ArrayList<String>();
    for (int id : ids) if (id != PAD && id != START && id != END) words.add(vocabulary.get(id));
    return words;
}

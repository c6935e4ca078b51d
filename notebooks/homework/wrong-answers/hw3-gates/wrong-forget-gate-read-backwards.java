// The forget gate read the wrong way round: open means forget.
// loses: hw3-5a-holds, hw3-5b-present-only, hw3-5c-counts, hw3-5d-fades
// cell: hw3-5-letters
String letters() {
    return "bacad";
}

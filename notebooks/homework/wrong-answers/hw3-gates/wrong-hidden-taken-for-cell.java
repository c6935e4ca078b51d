// Question 5 answered by what the unit holds, not by what it shows.
// loses: hw3-5e-shows
// cell: hw3-5-letters
String letters() {
    return "cbabb";
}

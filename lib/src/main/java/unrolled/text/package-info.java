/**
 * Text in, text out. {@link unrolled.text.Tokenizer} cuts a text into tokens, {@link unrolled.text.Vocabulary} numbers
 * them, {@link unrolled.text.Tokens} makes sequences and next-token targets of the numbers,
 * {@link unrolled.text.Buckets} deals out sentences of similar length; {@link unrolled.text.Sampler} draws the next
 * token and {@link unrolled.text.Generator} writes on; {@link unrolled.text.Ngrams} is the table of counts beside them;
 * {@link unrolled.text.Perplexity} and {@link unrolled.text.Bleu} judge.
 */
package unrolled.text;

package unrolled.model;

/**
 * A sequence that a decoder proposes.
 *
 * @param tokens the ids, without the start and the end
 * @param logProbability Σ_t log p(token_t | tokens before it, source), the end included where it came
 * @param score what hypotheses are ranked by: logProbability / lengthᵃ, the end counted
 * @param ended whether the end came before the longest length was reached
 */
public record Hypothesis(int[] tokens, double logProbability, double score, boolean ended) {}

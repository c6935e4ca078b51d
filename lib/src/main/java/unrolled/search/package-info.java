/**
 * Learning without gradients: {@link unrolled.search.GeneticAlgorithm}, {@link unrolled.search.SimulatedAnnealing},
 * {@link unrolled.search.ParticleSwarm} and {@link unrolled.search.CmaEs} look for the parameters of any model.
 * {@link unrolled.search.Search} is what they share: a budget of evaluations, a seed and a
 * {@link unrolled.search.SearchHistory}, on whose axis a training by backpropagation can be put too.
 */
package unrolled.search;

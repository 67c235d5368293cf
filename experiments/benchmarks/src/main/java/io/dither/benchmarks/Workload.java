package io.dither.benchmarks;

import io.dither.oracle.LinearOracle;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;

/**
 * One row of the benchmark: a batch of thetas for one oracle, perturbed by Gaussian noise.
 *
 * @param name the name of the row, such as {@code ranking-100}
 * @param files the names that other programs and an input folder use
 * @param oracle the oracle in its text form
 * @param size the numbers of thetas and samples
 * @param epsilon the amplitude of the noise
 * @param law the law of thetas and targets
 */
record Workload(String name, Files files, String oracle, Size size, double epsilon, Law law) {
    /**
     * What the workload is called elsewhere.
     *
     * @param key the name of the same workload in the files of other programs that are measured on it
     * @param prefix the prefix of its arrays in an input folder
     */
    record Files(String key, String prefix) {}

    /**
     * The size of one call, which makes B M solves.
     *
     * @param batch B, the number of thetas
     * @param samples M, the number of samples for each theta
     */
    record Size(int batch, int samples) {
        long solves() {
            return (long) batch * samples;
        }
    }

    /**
     * Configures the layer that is measured: the perturbed optimizer of the oracle.
     *
     * @param linearOracle the oracle
     * @param threads the number of threads
     * @return the builder of the layer
     */
    PerturbedOptimizerBuilder builder(LinearOracle linearOracle, int threads) {
        return PerturbedOptimizer.builder(linearOracle)
                .epsilon(epsilon)
                .samples(size.samples)
                .threads(threads)
                // only paths on TERRAIN need costs of at least 0, for which REFUSE would refuse all Gaussian noise. The
                // costs of its cells are at least 0.8, eight standard deviations of the noise above 0: practically none
                // is clamped
                .domainPolicy(law == Law.TERRAIN ? DomainPolicy.CLAMP : DomainPolicy.REFUSE);
    }

    /**
     * Changes the number of samples.
     *
     * @param number M
     * @return the same workload with M samples
     */
    Workload withSamples(int number) {
        return new Workload(name, files, oracle, new Size(size.batch, number), epsilon, law);
    }
}

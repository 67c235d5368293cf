package io.dither.benchmarks;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginSpec;
import java.util.List;

/**
 * One row of the benchmark: a batch of thetas for one oracle, perturbed by Gaussian noise.
 *
 * @param name the name of the row, such as {@code ranking-100}
 * @param key the name of the same workload in the files of other programs that are measured on it
 * @param files the prefix of its arrays in an input folder
 * @param oracles the oracle in its text form; of several, the first whose id is known
 * @param batch B, the number of thetas
 * @param samples M, the number of samples for each theta
 * @param epsilon the amplitude of the noise
 * @param domainPolicy what happens if noise leaves the oracle's domain
 * @param law the law of thetas and targets
 */
record Workload(
        String name,
        String key,
        String files,
        List<String> oracles,
        int batch,
        int samples,
        double epsilon,
        DomainPolicy domainPolicy,
        Law law) {

    /**
     * Creates a workload.
     *
     * @param oracles copied
     */
    Workload {
        oracles = List.copyOf(oracles);
    }

    /**
     * Returns the text form of the oracle that is measured.
     *
     * @param registry the oracles there are
     * @return the first text whose id is known
     * @throws InvalidArgumentException if none is
     */
    String oracle(OracleRegistry registry) {
        return oracles.stream()
                .filter(text -> isKnown(PluginSpec.parse(text).id(), registry))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "row " + name + " needs one of the oracles " + oracles, "Maybe a solver module is missing"));
    }

    private static boolean isKnown(String id, OracleRegistry registry) {
        return registry.registrations().stream()
                .anyMatch(found -> found.provider().id().equals(id));
    }

    /**
     * Settles the layer that is measured.
     *
     * @param oracle the oracle
     * @param threads the number of threads
     * @return what makes the layer
     */
    PerturbedOptimizerBuilder layer(LinearOracle oracle, int threads) {
        return PerturbedOptimizer.builder(oracle)
                .epsilon(epsilon)
                .samples(samples)
                .threads(threads)
                .domainPolicy(domainPolicy);
    }

    /** {@return the number of solves of one call} */
    long solves() {
        return (long) batch * samples;
    }

    /**
     * Changes the number of samples.
     *
     * @param number M
     * @return the same workload with M samples
     */
    Workload withSamples(int number) {
        return new Workload(name, key, files, oracles, batch, number, epsilon, domainPolicy, law);
    }
}

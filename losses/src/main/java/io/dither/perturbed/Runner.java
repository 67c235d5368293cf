package io.dither.perturbed;

import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.perturbed.PerturbedOptimizer.Settings;
import java.util.ArrayList;
import java.util.List;

/** Turns what is wanted into problems for the loop, one a replicate, and their tallies into estimates. */
final class Runner {
    private final Settings settings;
    private final long step;

    Runner(Settings settings, long step) {
        this.settings = settings;
        this.step = step;
    }

    /** Estimates all that is wanted; the noise of the i-th is keyed with the example {@code firstExample + i}. */
    List<Estimate> run(List<Wanted> wanted, long firstExample) {
        int replicates = settings.sampling().replicates();
        List<Problem> problems = new LazyList<>(
                Math.multiplyExact(wanted.size(), replicates),
                p -> problem(wanted.get(p / replicates), firstExample + p / replicates, p % replicates));
        int dimension = wanted.isEmpty() ? 1 : wanted.get(0).workspaces.oracle().dimension();
        // a stopping rule looks between blocks, so it wants small ones
        int most = settings.stopping() == null ? MonteCarlo.blockSize(dimension) : MonteCarlo.LEAST_BLOCK;
        MonteCarlo loop = new MonteCarlo(settings.workers(), settings.samplesPerReplicate(), most);
        List<Tally> tallies = loop.run(problems);
        List<Estimate> estimates = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            List<Tally> own = replicates == 1
                    ? List.of(tallies.get(i))
                    : List.copyOf(tallies.subList(i * replicates, (i + 1) * replicates));
            estimates.add(new Estimate(wanted.get(i), settings, own));
        }
        return estimates;
    }

    private Problem problem(Wanted wanted, long example, int replicate) {
        ScoredNoise score = wanted.plan.needsScore() && settings.noise() instanceof ScoredNoise scored ? scored : null;
        return new Problem(
                wanted.perturbation,
                draws(wanted, example, replicate),
                score,
                wanted.workspaces,
                wanted.plan,
                settings.seed(),
                step,
                example,
                replicate,
                settings.stopping() == null ? null : new Adaptive(settings.stopping(), wanted));
    }

    private Draws draws(Wanted wanted, long example, int replicate) {
        Noise noise = settings.noise();
        return switch (settings.sampling()) {
            case INDEPENDENT -> Draws.independent(noise);
            case ANTITHETIC -> Draws.antithetic((IndependentNoise) noise);
            case SOBOL ->
                new SobolDraws(
                        (IndependentNoise) noise,
                        wanted.workspaces.oracle().dimension(),
                        settings.seed(),
                        step,
                        example,
                        replicate);
        };
    }
}

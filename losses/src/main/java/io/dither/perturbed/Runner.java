package io.dither.perturbed;

import io.dither.error.OracleException;
import io.dither.layer.Contribution;
import io.dither.layer.Input;
import io.dither.layer.Pullback;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.internal.engine.LazyList;
import io.dither.perturbed.internal.engine.MonteCarlo;
import io.dither.perturbed.internal.engine.PassSettings;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Plan;
import io.dither.perturbed.internal.engine.Problem;
import io.dither.perturbed.internal.engine.Recording;
import io.dither.perturbed.internal.engine.Tally;
import io.dither.perturbed.internal.engine.Workspaces;
import io.dither.perturbed.internal.statistic.PulledBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Turns measurements into problems for the Monte Carlo loop, one per replicate, and its tallies into estimates. */
record Runner(Settings settings, Workspaces workspaces) {
    /**
     * Groups the indices of inputs that can run in one pass: their samples are divided into the same number of blocks,
     * a number that depends on the dimension (see {@link MonteCarlo}).
     */
    Collection<List<Integer>> groups(int count, IntFunction<Input> inputAt) {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int blockSize = settings.blockSize(inputAt.apply(i).oracle().dimension());
            int blocks = MonteCarlo.blocks(settings.samplesPerReplicate(), blockSize);
            groups.computeIfAbsent(blocks, key -> new ArrayList<>()).add(i);
        }
        return groups.values();
    }

    /** Estimates measurements of one group (see {@link #groups}). */
    List<Estimate> run(List<Measurement> measurements) {
        return run(measurements, List.of());
    }

    /**
     * Estimates measurements of one group; takes solutions from an earlier pass (one recording per replicate), or
     * solves if there are no recordings.
     */
    List<Estimate> run(List<Measurement> measurements, List<Recording> recordings) {
        if (measurements.isEmpty()) {
            return List.of();
        }
        int replicates = settings.sampling().replicates();
        PassSettings pass =
                settings.pass(workspaces, measurements.get(0).input.oracle().dimension(), recordings);
        StoppingRule rule = settings.stopping();
        List<Problem> problems = new LazyList<>(
                Math.multiplyExact(measurements.size(), replicates),
                p -> measurements.get(p / replicates).problem(pass, p % replicates));
        MonteCarlo loop = new MonteCarlo(pass);
        List<Tally> tallies = withReport(
                pass, () -> rule == null ? loop.run(problems) : runUntilEnough(loop, problems, measurements, rule));
        List<Estimate> estimates = new ArrayList<>(measurements.size());
        for (int i = 0; i < measurements.size(); i++) {
            List<Tally> inputTallies = replicates == 1
                    ? List.of(tallies.get(i))
                    : List.copyOf(tallies.subList(i * replicates, (i + 1) * replicates));
            estimates.add(new Estimate(measurements.get(i), inputTallies));
        }
        return estimates;
    }

    /**
     * Runs each problem until the rule stops it; a rule is never used with replicates, so that each input has exactly
     * one problem.
     */
    private static List<Tally> runUntilEnough(
            MonteCarlo loop, List<Problem> problems, List<Measurement> measurements, StoppingRule rule) {
        return IntStream.range(0, problems.size())
                .mapToObj(p -> loop.run(problems.get(p), tally -> rule.isEnough(measurements.get(p), tally)))
                .toList();
    }

    /** Draws the samples of a pass, and sends the listener a report unless their solutions come from recordings. */
    private List<Tally> withReport(PassSettings pass, Supplier<List<Tally>> draw) {
        PassListener listener = settings.listener();
        if (listener == null || !pass.recordings().isEmpty()) {
            return draw.get();
        }
        long start = System.nanoTime();
        List<Tally> tallies;
        try {
            tallies = draw.get();
        } catch (OracleException failure) {
            listener.onPassEnd(PassReport.failed(failure, secondsSince(start)));
            throw failure;
        }
        listener.onPassEnd(PassReport.of(tallies, secondsSince(start)));
        return tallies;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Does the work of {@link PerturbedOptimizer#contributions}. */
    List<Contribution> contributions(List<Input> inputs, List<? extends Pullback> pullbacks, boolean ofSolution) {
        Contribution.requirePullbackPerExample(inputs, pullbacks);
        IdentityHashMap<double[], LinearOracle> lastOracles = new IdentityHashMap<>(); // many examples share a theta
        for (Input input : inputs) {
            LinearOracle oracle = input.oracle();
            LinearOracle last = lastOracles.put(input.theta(), oracle);
            if (last == null || last.dimension() != oracle.dimension() || last.domain() != oracle.domain()) {
                Domains.check(input, settings);
            }
        }
        Contribution[] contributions = new Contribution[inputs.size()];
        for (List<Integer> group : groups(inputs.size(), inputs::get)) {
            contribute(inputs, pullbacks, ofSolution, group, contributions);
        }
        return List.of(contributions);
    }

    private void contribute(
            List<Input> inputs,
            List<? extends Pullback> pullbacks,
            boolean ofSolution,
            List<Integer> group,
            Contribution[] contributions) {
        List<Plan.Slot<PulledBack>> slots = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int replicates = settings.sampling().replicates();
        PassSettings pass =
                settings.pass(workspaces, inputs.get(group.get(0)).oracle().dimension(), List.of());
        for (int i : group) {
            Input input = inputs.get(i);
            Perturbation perturbation = settings.perturbation(input);
            Plan plan = new Plan();
            // the gradient of F_eps is the mean of y dX/dtheta; without a slope dX/dtheta is 1
            boolean timesSlope = !ofSolution && perturbation.hasSlope();
            slots.add(plan.collect(() -> new PulledBack(pullbacks.get(i), timesSlope)));
            for (int r = 0; r < replicates; r++) {
                problems.add(new Problem(pass, input, perturbation, settings.draws(pass, input, r), plan, r));
            }
        }
        List<Tally> tallies = withReport(pass, () -> new MonteCarlo(pass).run(problems));
        for (int g = 0; g < group.size(); g++) {
            PulledBack pooled = tallies.get(g * replicates).get(slots.get(g));
            for (int r = 1; r < replicates; r++) {
                pooled.merge(tallies.get(g * replicates + r).get(slots.get(g)));
            }
            double gaps = 0;
            long samples = 0;
            for (Tally tally : tallies.subList(g * replicates, (g + 1) * replicates)) {
                gaps += tally.gaps();
                samples += tally.samples();
            }
            contributions[group.get(g)] = new Contribution(pooled.value(), pooled.mean(), gaps / samples);
        }
    }
}

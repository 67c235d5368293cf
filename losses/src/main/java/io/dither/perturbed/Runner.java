package io.dither.perturbed;

import io.dither.error.OracleException;
import io.dither.layer.Contribution;
import io.dither.layer.Input;
import io.dither.layer.Pullback;
import io.dither.perturbed.internal.engine.LazyList;
import io.dither.perturbed.internal.engine.MonteCarlo;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Plan;
import io.dither.perturbed.internal.engine.Problem;
import io.dither.perturbed.internal.engine.Recording;
import io.dither.perturbed.internal.engine.Tally;
import io.dither.perturbed.internal.engine.Workspaces;
import io.dither.perturbed.internal.statistic.PulledBack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns measurements into problems for the loop, one a replicate, and their tallies into estimates. */
record Runner(Settings settings, Workspaces workspaces) {
    /** Returns into how many blocks the samples of a problem are cut. */
    int blocks(int dimension) {
        return (settings.samplesPerReplicate() + most(dimension) - 1) / most(dimension);
    }

    private int most(int dimension) {
        // a stopping rule looks between blocks, so it wants small ones
        return settings.stopping() == null ? MonteCarlo.blockSize(dimension) : MonteCarlo.LEAST_BLOCK;
    }

    /** Estimates measurements that are cut into equally many blocks. */
    List<Estimate> run(List<Measurement> measurements) {
        return run(measurements, List.of());
    }

    /** Estimates with the solutions of an earlier pass, one recording a replicate, where there are any. */
    List<Estimate> run(List<Measurement> measurements, List<Recording> known) {
        int replicates = settings.sampling().replicates();
        List<Problem> problems = new LazyList<>(
                Math.multiplyExact(measurements.size(), replicates),
                p -> measurements
                        .get(p / replicates)
                        .problem(workspaces, p % replicates, known.isEmpty() ? null : known.get(p % replicates)));
        int dimension =
                measurements.isEmpty() ? 1 : measurements.get(0).input.oracle().dimension();
        List<Tally> tallies = known.isEmpty() ? solve(problems, dimension) : draw(problems, dimension);
        List<Estimate> estimates = new ArrayList<>(measurements.size());
        for (int i = 0; i < measurements.size(); i++) {
            List<Tally> own = replicates == 1
                    ? List.of(tallies.get(i))
                    : List.copyOf(tallies.subList(i * replicates, (i + 1) * replicates));
            estimates.add(new Estimate(measurements.get(i), own));
        }
        return estimates;
    }

    private List<Tally> draw(List<Problem> problems, int dimension) {
        return new MonteCarlo(settings.workers(), settings.samplesPerReplicate(), most(dimension)).run(problems);
    }

    /** Draws and tells the listener of it. */
    private List<Tally> solve(List<Problem> problems, int dimension) {
        CallListener listener = settings.listener();
        if (listener == null || problems.isEmpty()) {
            return draw(problems, dimension);
        }
        long start = System.nanoTime();
        List<Tally> tallies;
        try {
            tallies = draw(problems, dimension);
        } catch (OracleException failure) {
            listener.ended(Call.failed(failure, secondsSince(start)));
            throw failure;
        }
        listener.ended(Call.of(tallies, secondsSince(start)));
        return tallies;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Estimates F_eps with its gradient, or y_eps where {@code ofSolution}, taken back to the parameters of cost models. */
    List<Contribution> contributions(List<Input> inputs, List<? extends Pullback> pullbacks, boolean ofSolution) {
        Set<double[]> checked = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (checked.add(inputs.get(i).theta())) { // many examples share one
                Domains.check(inputs.get(i), settings);
            }
            groups.computeIfAbsent(blocks(inputs.get(i).oracle().dimension()), any -> new ArrayList<>())
                    .add(i);
        }
        Contribution[] contributions = new Contribution[inputs.size()];
        for (List<Integer> group : groups.values()) {
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
        for (int i : group) {
            Input input = inputs.get(i);
            Perturbation perturbation = settings.perturbation(input);
            Plan plan = new Plan();
            boolean sloped = !ofSolution && perturbation.hasSlope();
            slots.add(plan.collect(() -> new PulledBack(pullbacks.get(i), sloped)));
            for (int r = 0; r < replicates; r++) {
                problems.add(new Problem(
                        input,
                        perturbation,
                        settings.draws(input, r),
                        null,
                        workspaces,
                        plan,
                        settings.seed(),
                        r,
                        settings.inexact(),
                        null,
                        null));
            }
        }
        int dimension = inputs.get(group.get(0)).oracle().dimension();
        List<Tally> tallies = solve(problems, dimension);
        for (int g = 0; g < group.size(); g++) {
            PulledBack total = tallies.get(g * replicates).get(slots.get(g));
            for (int r = 1; r < replicates; r++) {
                total.merge(tallies.get(g * replicates + r).get(slots.get(g)));
            }
            double gaps = 0;
            long samples = 0;
            for (Tally tally : tallies.subList(g * replicates, (g + 1) * replicates)) {
                gaps += tally.gaps();
                samples += tally.samples();
            }
            contributions[group.get(g)] = new Contribution(total.value(), total.mean(), gaps / samples);
        }
    }
}

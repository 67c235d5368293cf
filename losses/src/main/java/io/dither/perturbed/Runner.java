package io.dither.perturbed;

import io.dither.engine.LazyList;
import io.dither.engine.MonteCarlo;
import io.dither.engine.Problem;
import io.dither.engine.Recording;
import io.dither.engine.Tally;
import io.dither.engine.Workspaces;
import java.util.ArrayList;
import java.util.List;

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
        List<Tally> tallies =
                new MonteCarlo(settings.workers(), settings.samplesPerReplicate(), most(dimension)).run(problems);
        List<Estimate> estimates = new ArrayList<>(measurements.size());
        for (int i = 0; i < measurements.size(); i++) {
            List<Tally> own = replicates == 1
                    ? List.of(tallies.get(i))
                    : List.copyOf(tallies.subList(i * replicates, (i + 1) * replicates));
            estimates.add(new Estimate(measurements.get(i), own));
        }
        return estimates;
    }
}

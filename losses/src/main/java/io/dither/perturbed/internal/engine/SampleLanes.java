package io.dither.perturbed.internal.engine;

import io.dither.kernel.Kernels;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.BlockKernel;
import io.dither.oracle.OracleSession;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.perturbed.internal.engine.Draws.LaneDraws;
import io.dither.random.KeyedRandom;
import io.dither.random.NormalWorkspace;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several samples that are drawn and solved together, one per lane, in coordinate-major blocks: coordinate i of a lane
 * is at {@code i * lanes + lane}. The results have the same bits as if the samples were solved one by one. The samples
 * may belong to several problems that differ only in theta and the key of the noise.
 */
public final class SampleLanes {
    /** Computes with coordinate-major blocks, by vector instructions if the machine has them. */
    public static final BlockKernel KERNEL = Kernels.find(BlockKernel.class).orElse(new BlockKernel() {});

    /** The largest dimension for lanes: the blocks of larger dimensions do not fit into the caches. */
    private static final int LARGEST_DIMENSION = 1 << 15;

    /** The number of coordinates that are copied at a time. */
    private static final int TILE = 64;

    public final int lanes;
    final double[] noise;
    final double[] perturbed;
    final double[] slope;
    public final double[] score;
    /** One number per lane: a buffer in which a statistic computes the {@linkplain Reward rewards} of the samples. */
    public final double[] rewards;

    public final VertexLanes vertices;
    public final Sample[] samples;

    /** Solves all lanes at once; null if the session cannot. */
    private final @Nullable LaneSession laneSession;

    /** The number of the random stream of each lane, and buffers of the draw. */
    private final NormalWorkspace workspace;
    /** The perturbed parameters of each lane, for a session that solves one lane at a time; made when first needed. */
    private double[][] thetas = {};

    /** The inner product of the perturbed parameters and the solution in each lane. */
    private final double[] innerProducts;

    /** The tally to which the sample of each lane belongs. */
    private final Tally[] tallies;
    /** The index of the sample of each lane in its problem. */
    private final int[] indices;
    /**
     * The faults that a guard found in lanes, or the failure of a lane that was solved alone; null for the other lanes.
     * After a failure in lanes the samples are drawn again one by one, except those with a fault. These fail without a
     * second solve, because its answer might be right.
     */
    private final @Nullable Throwable[] faults;

    /** The number of lanes with a sample, which come first; the other lanes are free. */
    private int filled;
    /** Whether answers of the current draw are checked. */
    private boolean isChecked;

    /** Unused: padding, so that blocks of different threads rarely share a cache line. */
    @SuppressWarnings({"unused", "UnusedVariable", "MultiVariableDeclaration"})
    private long pad0, pad1, pad2, pad3, pad4, pad5, pad6, pad7;

    SampleLanes(int dimension, int lanes, @Nullable LaneSession session) {
        laneSession = session != null && session.lanes() == lanes ? session : null;
        this.lanes = lanes;
        noise = new double[dimension * lanes];
        perturbed = new double[noise.length];
        slope = new double[noise.length];
        score = new double[noise.length];
        rewards = new double[lanes];
        vertices = new VertexLanes(dimension, lanes);
        samples = new Sample[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            samples[lane] = new Sample(this, lane);
        }
        workspace = new NormalWorkspace(lanes);
        innerProducts = new double[lanes];
        tallies = new Tally[lanes];
        indices = new int[lanes];
        faults = new Throwable[lanes];
    }

    /**
     * Returns the best number of samples to draw together: the lanes of the session if there are more than one,
     * otherwise the lanes of the kernels; in large dimensions always 1.
     */
    static int bestLaneCount(@Nullable LaneSession session, int dimension) {
        int lanes = session == null ? 1 : session.lanes();
        lanes = lanes > 1 ? lanes : Kernels.get().lanes();
        return dimension <= LARGEST_DIMENSION ? lanes : 1;
    }

    /**
     * Takes samples from m to the end (exclusive) into free lanes; returns the first sample that did not fit. The
     * random stream of sample m is {@code firstStream + m}.
     */
    int take(Tally tally, long firstStream, int m, int end) {
        int next = m;
        for (; filled < lanes && next < end; filled++, next++) {
            tallies[filled] = tally;
            indices[filled] = next;
            workspace.streams[filled] = firstStream + next;
        }
        return next;
    }

    int filled() {
        return filled;
    }

    boolean isFull() {
        return filled == lanes;
    }

    /**
     * Returns whether enough lanes are filled to draw them together. With vector instructions, which take as long for a
     * few lanes as for all, half of the lanes are enough; otherwise all lanes must be filled.
     */
    boolean isFilledEnough() {
        return isFull() || (Kernels.get().lanes() > 1 && 2 * filled >= lanes);
    }

    void clear() {
        filled = 0;
    }

    /** Drops the samples and tallies of a call. */
    void release() {
        clear();
        Arrays.fill(tallies, null);
        Arrays.fill(faults, null);
    }

    /** Returns the tally that the sample of a lane belongs to. */
    Tally tally(int lane) {
        return tallies[lane];
    }

    /** Returns the index of the sample of a lane. */
    int index(int lane) {
        return indices[lane];
    }

    /** Returns the fault of the answer in a lane, and clears it; null if there is none. */
    @Nullable
    Throwable takeFault(int lane) {
        Throwable fault = faults[lane];
        faults[lane] = null;
        return fault;
    }

    /**
     * Returns the end (exclusive) of the consecutive lanes whose samples belong to the same tally as the sample of lane
     * {@code from}.
     */
    int endOfRun(int from) {
        int to = from + 1;
        while (to < filled && tallies[to] == tallies[from]) {
            to++;
        }
        return to;
    }

    /**
     * A step of a draw. The four implementations at one call site keep the JIT compiler from inlining them into one
     * large method, in which it would box vectors.
     */
    private interface Step {
        void run(SampleLanes lanes, KeyedRandom random, OracleSession session, SolveGuard guard);
    }

    private static final Step[] STEPS = {
        (lanes, random, session, guard) -> lanes.drawNoise(random),
        (lanes, random, session, guard) -> lanes.perturb(),
        (lanes, random, session, guard) -> lanes.solve(session, guard),
        (lanes, random, session, guard) -> lanes.evaluate()
    };

    /** Draws and solves the samples that were taken; free lanes repeat the last sample. */
    void draw(KeyedRandom random, OracleSession session, SolveGuard guard) {
        for (int lane = filled; lane < lanes; lane++) {
            workspace.streams[lane] = workspace.streams[filled - 1];
        }
        isChecked = false;
        for (Step step : STEPS) {
            step.run(this, random, session, guard);
        }
        if (isChecked) {
            check(guard);
        }
    }

    private void drawNoise(KeyedRandom random) {
        Problem problem = tallies[0].problem();
        ((LaneDraws) problem.draws()).drawLanes(random, workspace, noise);
        ScoredNoise scored = problem.scoredNoise();
        if (scored != null) {
            scored.score(noise, score);
        }
    }

    private void solve(OracleSession session, SolveGuard guard) {
        if (tallies[0].problem().recording() != null) {
            vertices.clear();
            recall();
        } else if (laneSession != null) {
            isChecked = guard.isAnyDueInLanes(workspace.streams, filled);
            if (isChecked) {
                guard.copyTheta(perturbed);
            }
            laneSession.solveLanes(perturbed, vertices);
        } else {
            vertices.clear();
            solveOneByOne(session, guard);
        }
    }

    /**
     * Checks the lanes that are due, records their faults, and throws the last fault, if any. The faults are reported
     * when the other lanes are solved again one by one.
     */
    private void check(SolveGuard guard) {
        RuntimeException lastFault = null;
        for (int lane = 0; lane < filled; lane++) {
            try {
                if (guard.isDueInLanes(workspace.streams[lane])) {
                    guard.checkLane(tallies[lane].problem().oracle(), this, lane);
                }
            } catch (RuntimeException fault) {
                faults[lane] = fault;
                lastFault = fault;
            }
        }
        guard.recordLanesChecked();
        if (lastFault != null) {
            throw lastFault;
        }
    }

    private void perturb() {
        int to;
        for (int from = 0; from < filled; from = to) {
            int end = endOfRun(from);
            to = end == filled ? lanes : end; // free lanes belong to the last run
            tallies[from].problem().perturbation().apply(this, from, to);
        }
    }

    /** Computes F(X) of all lanes, in the order of summation of a single sample. */
    private void evaluate() {
        vertices.dots(perturbed, innerProducts);
        for (int lane = 0; lane < filled; lane++) {
            Sample sample = samples[lane];
            if (sample.vertex.gap() != 0) {
                tallies[lane].problem().requireAccepted(sample.vertex);
            }
            sample.value = Failures.requireFinite(innerProducts[lane] + sample.vertex.offset());
        }
    }

    /** Copies the lanes into separate arrays, in tiles of coordinates that stay in the first-level cache. */
    private void split() {
        int dimension = thetas[0].length;
        for (int first = 0; first < dimension; first += TILE) {
            int end = Math.min(dimension, first + TILE);
            for (int lane = 0; lane < filled; lane++) {
                double[] theta = thetas[lane];
                for (int i = first, at = first * lanes + lane; i < end; i++, at += lanes) {
                    theta[i] = perturbed[at];
                }
            }
        }
    }

    /** Copies the solutions of an earlier pass. */
    private void recall() {
        for (int lane = 0; lane < filled; lane++) {
            Recording recording = tallies[lane].problem().recording();
            Objects.requireNonNull(recording).copyTo(indices[lane], vertices.vertex(lane));
        }
    }

    private void solveOneByOne(OracleSession session, SolveGuard guard) {
        if (thetas.length == 0) {
            thetas = new double[lanes][perturbed.length / lanes];
        }
        split();
        for (int lane = 0; lane < filled; lane++) {
            Failures.requireNotInterrupted();
            try {
                tallies[lane]
                        .problem()
                        .solve(session, thetas[lane], vertices.vertex(lane), guard, workspace.streams[lane]);
            } catch (Throwable failure) {
                faults[lane] = failure; // a second solve might be right, and would not be interrupted
                throw failure;
            }
        }
    }
}

package io.dither.perturbed;

import io.dither.kernel.Kernels;
import io.dither.kernel.NormalWorkspace;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.LaneSession;
import io.dither.oracle.OracleSession;
import io.dither.oracle.VertexLanes;
import io.dither.perturbed.Draws.LaneDraws;
import io.dither.random.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * Several samples of one problem drawn and solved at once, one a lane, in coordinate-major blocks; their bits are those of
 * the samples one by one.
 */
final class SampleLanes {
    /** Above it the blocks of the lanes fall out of the caches. */
    private static final int LARGEST_DIMENSION = 1 << 15;

    final int lanes;
    final double[] noise;
    final double[] perturbed;
    final double[] slope;
    final double[] score;
    final VertexLanes vertices;
    final Sample[] samples;
    /** The sample that a statistic is adding. */
    int current;

    final Kernels kernels;
    private final NormalWorkspace workspace;
    private final double[] single;
    private final double[] sums;

    private SampleLanes(int dimension, int lanes) {
        this.lanes = lanes;
        noise = new double[dimension * lanes];
        perturbed = new double[noise.length];
        slope = new double[noise.length];
        score = new double[noise.length];
        vertices = new VertexLanes(dimension, lanes);
        samples = new Sample[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            samples[lane] = new Sample(this, lane);
        }
        kernels = Kernels.get();
        workspace = new NormalWorkspace(lanes);
        single = new double[dimension];
        sums = new double[lanes];
    }

    /** Makes lanes where drawing or solving several samples at once pays, or returns null. */
    static @Nullable SampleLanes of(OracleSession session, int dimension) {
        int lanes = session instanceof LaneSession together ? together.lanes() : 1;
        lanes = Math.max(lanes, Kernels.get().lanes());
        return lanes > 1 && dimension <= LARGEST_DIMENSION ? new SampleLanes(dimension, lanes) : null;
    }

    /** Draws and solves the samples from {@code index} on. */
    void draw(Problem problem, int index, KeyedRandom random, OracleSession session) {
        ((LaneDraws) problem.draws()).drawLanes(kernels, random, index, workspace, noise);
        ScoredNoise scored = problem.score();
        if (scored != null) {
            scored.score(noise, score);
        }
        problem.perturbation().apply(this);
        vertices.clear();
        if (session instanceof LaneSession together && together.lanes() == lanes) {
            together.solveLanes(perturbed, vertices);
        } else {
            solveOneByOne(session);
        }
        evaluate();
    }

    /** Computes F(X) of all lanes, in the order of one sample alone. */
    private void evaluate() {
        if (vertices.isDense()) {
            kernels.dots(perturbed, vertices.block(), sums);
            for (int lane = 0; lane < lanes; lane++) {
                samples[lane].value = Failures.requireFinite(
                        sums[lane] + vertices.vertex(lane).offset());
            }
        } else {
            for (Sample sample : samples) {
                sample.value = Failures.requireFinite(sample.objective());
            }
        }
    }

    private void solveOneByOne(OracleSession session) {
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0, at = lane; i < single.length; i++, at += lanes) {
                single[i] = perturbed[at];
            }
            session.solve(single, vertices.vertex(lane));
        }
    }
}

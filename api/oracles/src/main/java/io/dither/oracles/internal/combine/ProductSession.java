package io.dither.oracles.internal.combine;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracles.internal.OwningSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A session of a product, which has a session, a theta and a vertex for each block. It has lanes if all blocks have the
 * same number of lanes.
 */
final class ProductSession implements LaneSession {
    private final Product product;
    private final double[][] blockThetas;
    private final Vertex[] blockVertices;
    final OracleSession[] sessions;
    /** The sessions of all blocks; empty unless all of them have the same number of lanes. */
    private final List<LaneSession> laneSessions;

    /** The thetas of all lanes, for each block; empty before the first solve in lanes. */
    private double[][] laneThetas = {};

    /** The solutions of all lanes, for each block; empty before the first solve in lanes. */
    private VertexLanes[] answers = {};

    ProductSession(Product product) {
        this.product = product;
        blockThetas = product.blocks().stream()
                .map(block -> new double[block.dimension()])
                .toArray(double[][]::new);
        blockVertices = product.blocks().stream()
                .map(block -> new Vertex(block.dimension()))
                .toArray(Vertex[]::new);
        sessions = openAll(product.blocks());
        List<LaneSession> withLanes = Arrays.stream(sessions)
                .flatMap(session -> session.as(LaneSession.class).stream())
                .toList();
        boolean haveSameLanes =
                withLanes.stream().mapToInt(LaneSession::lanes).distinct().count() == 1;
        laneSessions = haveSameLanes && withLanes.size() == sessions.length ? withLanes : List.of();
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == LaneSession.class && laneSessions.isEmpty()
                ? Optional.empty()
                : LaneSession.super.as(capability);
    }

    private static OracleSession[] openAll(List<LinearOracle> blocks) {
        List<OracleSession> opened = new ArrayList<>();
        try {
            blocks.forEach(block -> opened.add(block.openSession()));
            return opened.toArray(OracleSession[]::new);
        } catch (Throwable failure) {
            // otherwise nobody would close the sessions opened before
            OwningSession.closeAfter(failure, opened);
            throw failure;
        }
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, product.dimension(), product.domain());
        vertex.clear();
        double offset = 0;
        double gap = 0;
        int start = 0;
        for (int i = 0; i < sessions.length; i++) {
            System.arraycopy(theta, start, blockThetas[i], 0, blockThetas[i].length);
            sessions[i].solve(blockThetas[i], blockVertices[i]);
            append(blockVertices[i], vertex, start);
            offset += blockVertices[i].offset();
            gap += blockVertices[i].gap();
            start += blockThetas[i].length;
        }
        vertex.offset(offset);
        vertex.gap(gap);
    }

    @Override
    public int lanes() {
        return laneSessions.isEmpty() ? 1 : laneSessions.get(0).lanes();
    }

    @Override
    public void solveLanes(double[] allThetas, VertexLanes vertices) {
        int lanes = lanes();
        Thetas.checkLanes(allThetas, product.dimension(), lanes, product.domain());
        if (answers.length == 0) {
            laneThetas = Arrays.stream(blockThetas)
                    .map(theta -> new double[theta.length * lanes])
                    .toArray(double[][]::new);
            answers = Arrays.stream(blockThetas)
                    .map(theta -> new VertexLanes(theta.length, lanes))
                    .toArray(VertexLanes[]::new);
        }
        int start = 0;
        for (int i = 0; i < answers.length; i++) {
            System.arraycopy(allThetas, start, laneThetas[i], 0, laneThetas[i].length);
            laneSessions.get(i).solveLanes(laneThetas[i], answers[i]);
            start += laneThetas[i].length;
        }
        // whether all answers are stored as indices of ones
        if (Arrays.stream(answers).allMatch(VertexLanes::isOnes)) {
            joinOnes(vertices);
        } else {
            join(vertices);
        }
        for (int lane = 0; lane < lanes; lane++) {
            double offset = 0;
            double gap = 0;
            for (VertexLanes answer : answers) {
                // the constants of a lane are its offset and gap
                offset += answer.constants(lane).offset();
                gap += answer.constants(lane).gap();
            }
            vertices.constants(lane).offset(offset);
            vertices.constants(lane).gap(gap);
        }
    }

    /** Joins the indices of the ones of all blocks; within a block, every lane has the same number of ones. */
    private void joinOnes(VertexLanes vertices) {
        int onesOfAllLanes = 0;
        for (VertexLanes answer : answers) {
            onesOfAllLanes += answer.indices().length;
        }
        // ones(...) returns the array of the indices in all lanes, to be filled; number j of a lane is at
        // j * lanes + lane
        int[] ones = vertices.ones(onesOfAllLanes / lanes());
        int start = 0;
        int next = 0;
        for (int i = 0; i < answers.length; i++) {
            for (int index : answers[i].indices()) {
                ones[next++] = start + index;
            }
            start += blockThetas[i].length;
        }
    }

    private void join(VertexLanes vertices) {
        vertices.clear();
        for (int lane = 0; lane < vertices.lanes(); lane++) {
            int start = 0;
            for (int i = 0; i < answers.length; i++) {
                append(answers[i].vertex(lane), vertices.vertex(lane), start);
                start += blockThetas[i].length;
            }
        }
    }

    /** Adds the solution of a block, whose first coordinate is coordinate {@code start} of the product. */
    private static void append(Vertex block, Vertex vertex, int start) {
        for (int k = 0; k < block.size(); k++) {
            if (block.value(k) != 0) { // a dense vertex also has zeros
                vertex.add(start + block.index(k), block.value(k));
            }
        }
    }
}

package io.dither.oracles.internal.combine;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import java.util.List;

/** The sessions of the blocks of a product, with a theta and a vertex each. */
final class ProductSession implements OracleSession {
    private final Product product;
    private final double[][] thetas;
    private final Vertex[] vertices;
    final OracleSession[] sessions;

    ProductSession(Product product) {
        this.product = product;
        thetas = product.blocks().stream()
                .map(block -> new double[block.dimension()])
                .toArray(double[][]::new);
        vertices = product.blocks().stream()
                .map(block -> new Vertex(block.dimension()))
                .toArray(Vertex[]::new);
        sessions = openAll(product.blocks());
    }

    private static OracleSession[] openAll(List<LinearOracle> blocks) {
        OracleSession[] opened = new OracleSession[blocks.size()];
        int count = 0;
        try {
            for (LinearOracle block : blocks) {
                opened[count] = block.openSession();
                count++;
            }
            return opened;
        } catch (Throwable failure) {
            // the sessions before it would have no owner
            for (int i = 0; i < count; i++) {
                closeAfter(failure, opened[i]);
            }
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, OracleSession session) {
        try {
            session.close();
        } catch (Throwable another) {
            if (another != failure) {
                failure.addSuppressed(another);
            }
        }
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, product.dimension(), product.domain());
        vertex.clear();
        double offset = 0;
        double gap = 0;
        int start = 0;
        for (int i = 0; i < sessions.length; i++) {
            System.arraycopy(theta, start, thetas[i], 0, thetas[i].length);
            sessions[i].solve(thetas[i], vertices[i]);
            append(vertices[i], vertex, start);
            offset += vertices[i].offset();
            gap += vertices[i].gap();
            start += thetas[i].length;
        }
        vertex.offset(offset);
        vertex.gap(gap);
    }

    private static void append(Vertex block, Vertex vertex, int start) {
        for (int k = 0; k < block.size(); k++) {
            if (block.value(k) != 0) {
                vertex.add(start + block.index(k), block.value(k));
            }
        }
    }
}

package io.dither.oracles.internal.combine;

import static java.util.Objects.requireNonNull;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session of a transformed oracle. It has lanes if the inner session has them. */
final class TransformedSession implements LaneSession {
    private final Transformed oracle;
    private final OracleSession innerSession;
    private final @Nullable LaneSession innerLaneSession;
    /** The theta of the inner oracle. */
    private final double[] innerTheta;

    /** The answer of the inner oracle; unused if the map changes answers in place. */
    private final Vertex answerBuffer;
    /** The buffers of lanes; null before lanes are solved. */
    private @Nullable Buffers buffers;

    TransformedSession(Transformed oracle, OracleSession innerSession) {
        this.oracle = oracle;
        this.innerSession = innerSession;
        innerLaneSession = innerSession.as(LaneSession.class).orElse(null);
        innerTheta = new double[oracle.inner().dimension()];
        answerBuffer = new Vertex(innerTheta.length);
    }

    /**
     * The buffers of lanes.
     *
     * @param map the map for the thetas of all lanes at once; answers are mapped by the map of the oracle
     * @param thetas the inner thetas; the lanes of a coordinate are side by side
     * @param answers the answers of the inner oracle; null if the map changes answers in place
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Buffers(
            Transformed.Map map, double[] thetas, @Nullable VertexLanes answers) {}

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == LaneSession.class && innerLaneSession == null
                ? Optional.empty()
                : LaneSession.super.as(capability);
    }

    @Override
    public void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension(), oracle.domain());
        oracle.map().mapTheta(theta, innerTheta);
        Vertex answer = oracle.map().isInPlace() ? vertex : answerBuffer;
        innerSession.solve(innerTheta, answer);
        oracle.map().mapAnswer(answer, vertex);
        vertex.gap(answer.gap());
    }

    @Override
    public int lanes() {
        return innerLaneSession == null ? 1 : innerLaneSession.lanes();
    }

    @Override
    public void solveLanes(double[] thetas, VertexLanes vertices) {
        int lanes = lanes();
        Thetas.checkLanes(thetas, oracle.dimension(), lanes, oracle.domain());
        if (buffers == null) {
            buffers = new Buffers(
                    oracle.map().lanes(lanes),
                    new double[innerTheta.length * lanes],
                    oracle.map().isInPlace() ? null : new VertexLanes(innerTheta.length, lanes));
        }
        VertexLanes answers = buffers.answers == null ? vertices : buffers.answers;
        buffers.map.mapTheta(thetas, buffers.thetas);
        requireNonNull(innerLaneSession).solveLanes(buffers.thetas, answers);
        oracle.map().mapAnswer(answers, vertices);
    }
}

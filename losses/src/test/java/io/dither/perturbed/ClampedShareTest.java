package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracle.capability.RetargetableSession;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The share of clamped coordinates if a session switches between oracles with different domains. */
class ClampedShareTest {
    /** Its only point is 1. */
    private record One(Domain domain, boolean isOnDemand) implements LinearOracle {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public OracleSession openSession() {
            return isOnDemand ? new OnDemand() : new Switching();
        }
    }

    private static class Switching implements RetargetableSession {
        @Override
        public boolean retarget(LinearOracle oracle) {
            return oracle instanceof One;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            vertex.clear();
            vertex.add(0, 1);
        }
    }

    private static final class OnDemand extends Switching implements OnDemandSession {
        @Override
        public void solve(Coordinates theta, Vertex vertex) {
            vertex.clear();
            vertex.add(0, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsClampedInAnUnboundedDomain(boolean isOnDemand) {
        One nonnegative = new One(Domain.nonnegative(), isOnDemand);
        One unbounded = new One(Domain.everywhere(), isOnDemand);
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(nonnegative)
                .domainPolicy(DomainPolicy.CLAMP)
                .samples(9)
                .build()) {
            List<Estimate> estimates = layer.batch(List.of(
                            new Input(new double[] {-9}, NoiseKey.ZERO, nonnegative),
                            new Input(new double[] {-9}, NoiseKey.ZERO, unbounded)))
                    .estimate();
            assertTrue(estimates.get(0).clampedShare() > 0.9);
            assertEquals(0, estimates.get(1).clampedShare());
        }
    }
}

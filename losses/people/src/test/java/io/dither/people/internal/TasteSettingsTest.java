package io.dither.people.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasteSettingsTest {
    /** A cube that accepts scores of at least 0 only, so that its default noise is not Gaussian. */
    private record NonnegativeCube(LinearOracle inner) implements LinearOracle, StructuredOracle {
        @Override
        public int dimension() {
            return inner.dimension();
        }

        @Override
        public OracleSession openSession() {
            return inner.openSession();
        }

        @Override
        public Domain domain() {
            return Domain.nonnegative();
        }

        @Override
        public Polytope polytope() {
            return inner.as(StructuredOracle.class).orElseThrow().polytope();
        }
    }

    private static Observation observation(String id, LinearOracle oracle) {
        return Observation.of(id, Features.of(new double[][] {{1}, {2}}), oracle, new double[] {1, 0})
                .withCluster(id);
    }

    @Test
    void theDefaultNoiseDoesNotDependOnTheOrderOfDecisions() {
        LinearOracle cube = Oracles.hypercube(2);
        Observation free = observation("a", cube);
        Observation nonnegative = observation("b", new NonnegativeCube(cube));
        PluginCatalogue catalogue = PluginCatalogue.discover();
        FitSettings settings = TasteSettings.complete(FitSettings.USUAL, List.of(free, nonnegative), catalogue);
        FitSettings ofReversed = TasteSettings.complete(FitSettings.USUAL, List.of(nonnegative, free), catalogue);
        assertEquals(settings.loss(), ofReversed.loss());
    }
}

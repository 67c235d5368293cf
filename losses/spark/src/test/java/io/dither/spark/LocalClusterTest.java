package io.dither.spark;

import static io.dither.spark.Same.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.Learner;
import io.dither.learn.SharedLinearModel;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The one test of every build that opens Spark; the others run by {@code mvn verify -Pcluster}. */
class LocalClusterTest {
    private static final Simulated CHOICES = Simulated.choices(60);

    @Test
    void twoThreadsOfSparkHaveTheBitsOfOneMachine() {
        Learner learner = Learner.of(SharedLinearModel.of("quality", "comfort"))
                .noise("gaussian")
                .samples(3)
                .withoutIntervals()
                .iterations(3);
        try (Cluster cluster = Cluster.open("local[2]", LocalSpark.SETTINGS);
                Cluster.History history = cluster.send(CHOICES.observations, CHOICES::text)) {
            assertSame(learner.fit(CHOICES.observations), history.fit(learner));
        }
    }

    @Test
    @Tag("cluster")
    void aMasterThatIsNoneIsRefused() {
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> Cluster.open("nowhere", Map.of()));
        assertTrue(String.valueOf(refused.getMessage()).contains("master = nowhere"), refused.getMessage());
    }
}

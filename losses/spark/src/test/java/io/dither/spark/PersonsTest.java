package io.dither.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.people.tastes.Classes;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Tastes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tastes and classes of persons who lie on a cluster, in more parts than some of them have persons. */
@Tag("cluster")
class PersonsTest {
    private static final SharedLinearModel MODEL = SharedLinearModel.of("quality", "comfort");
    private static final Simulated CHOICES = Simulated.choices(240);

    private static Cluster.History there;

    @BeforeAll
    static void send() {
        there = SparkHistory.of(Clusters.open("local[2]", LocalSpark.SETTINGS), CHOICES.observations, CHOICES::text, 7);
    }

    @AfterAll
    static void stop() {
        there.close();
        LocalSpark.session().stop();
    }

    static String digits(FittedTastes fitted) {
        return Arrays.toString(fitted.population().parameters())
                + Arrays.deepToString(fitted.covariance())
                + Arrays.toString(fitted.estimate().simulation())
                + fitted.logLikelihood()
                + fitted.commonLogLikelihood()
                + fitted.specification()
                + fitted.commonFit().weights()
                + fitted;
    }

    private static void assertSame(Tastes tastes, FittedTastes.Method method, List<Observation> some) {
        FittedTastes here = tastes.fit(some);
        assertEquals(method, here.method());
        assertEquals(digits(here), digits(tastes.fit(there, some)));
    }

    @Test
    void tastesByTheLikelihood() {
        List<Observation> some = CHOICES.observations.stream()
                .filter(one -> one.cluster().hashCode() % 3 != 0)
                .toList();
        assertTrue(some.size() < CHOICES.observations.size());
        assertSame(
                Tastes.of(MODEL).correlated().with("threads", 3).draws(32),
                FittedTastes.Method.LIKELIHOOD,
                CHOICES.observations);
        assertSame(Tastes.of(MODEL).law(Law.LOGNORMAL).draws(32), FittedTastes.Method.LIKELIHOOD, some);
        assertSame(
                Tastes.of(MODEL).draws(32),
                FittedTastes.Method.LIKELIHOOD,
                CHOICES.observations.stream()
                        .filter(one -> one.cluster().endsWith("7"))
                        .toList());
    }

    @Test
    void tastesByMoments() {
        assertSame(
                Tastes.of(MODEL).with("noise", "gaussian").draws(20),
                FittedTastes.Method.MOMENTS,
                CHOICES.observations);
        assertSame(
                Tastes.of(MODEL)
                        .fix("quality", 1.5)
                        .with("noise", "gaussian")
                        .with("epsilon", "learn")
                        .draws(20),
                FittedTastes.Method.MOMENTS,
                CHOICES.observations);
    }

    @Test
    void classesOfPersons() {
        List<Observation> known = CHOICES.observations;
        Classes classes = Classes.of(MODEL).starts(3).with("threads", 2);
        assertEquals(
                classes.fit(known, 2, 3).toString(),
                classes.fit(there, known, 2, 3).toString());
    }

    @Test
    void aFitIsCancelledAndOthersAreRefused() {
        AtomicInteger asked = new AtomicInteger();
        assertThrows(
                StoppedException.class,
                () -> Tastes.of(MODEL)
                        .cancelledBy(() -> asked.incrementAndGet() > 12)
                        .fit(there, CHOICES.observations));
        Observation other = new Observation(
                "other",
                CHOICES.observations.get(0).features(),
                CHOICES.observations.get(0).oracle(),
                CHOICES.observations.get(0).target(),
                new Observation.Attributes(1, new double[0], "person 1", new double[0]));
        assertThrows(
                InvalidArgumentException.class,
                () -> Tastes.of(MODEL).fit(there, List.of(CHOICES.observations.get(0), other)));
    }
}

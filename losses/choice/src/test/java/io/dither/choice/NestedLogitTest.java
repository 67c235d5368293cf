package io.dither.choice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.CostModelFactory.Shape;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Estimator;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestedLogitTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final FitSettings GUMBEL = FitSettings.USUAL.noise("gumbel");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final String NESTED = "outer=inner,d; inner=a,b";
    private static final String CROSS = "x=a,b,c; y=b,c,d; z=c,d; w=z,e";

    @TempDir
    Path folder = Path.of("");

    private static NestedLogit model(String nests) {
        return NestedLogit.of(List.of("p", "q"), Nests.parse(nests), NAMES);
    }

    private static Features features(Random random, String... alternatives) {
        double[][] rows = new double[alternatives.length][2];
        for (double[] row : rows) {
            Arrays.setAll(row, k -> random.nextGaussian());
        }
        return Features.of(rows).withGroups(alternatives);
    }

    private static double[] parameters(NestedLogit model, Random random) {
        double[] parameters = new double[model.names().size()];
        Arrays.setAll(parameters, k -> k < 2 ? random.nextGaussian() : 0.1 + 0.8 * random.nextDouble());
        return parameters;
    }

    private static double[] probabilities(double[] theta) {
        double[] exponentials = Arrays.stream(theta).map(Math::exp).toArray();
        double sum = Arrays.stream(exponentials).sum();
        return Arrays.stream(exponentials).map(each -> each / sum).toArray();
    }

    /** The value ln(sum of exp(mu u)) / mu of a nest. */
    private static double inclusive(double mu, double... utilities) {
        return Math.log(Arrays.stream(utilities).map(u -> Math.exp(mu * u)).sum()) / mu;
    }

    /** By the formulas of textbooks: P(a) = P(a in inner) P(inner in outer) P(outer). */
    @Test
    void nestsWithinNestsHaveTheProbabilitiesOfTextbooks() {
        double[] v = {0.3, -0.4, 0.8, 0.1, -1.2};
        NestedLogit model = NestedLogit.of(List.of("v"), Nests.parse(NESTED), NAMES);
        Features features = Features.of(v, 1).withGroups(NAMES.toArray(String[]::new));
        assertEquals(List.of("v", "mu[inner] - 1", "mu[outer] - 1"), model.names());
        double outer = 1.7;
        double inner = 1.7 * 2.5;
        double ofInner = inclusive(inner, v[0], v[1]);
        double ofOuter = inclusive(outer, ofInner, v[3]);
        double all = inclusive(1, ofOuter, v[2], v[4]);
        double a = Math.exp(inner * (v[0] - ofInner) + outer * (ofInner - ofOuter) + ofOuter - all);
        double d = Math.exp(outer * (v[3] - ofOuter) + ofOuter - all);
        double[] probabilities = probabilities(model.theta(new double[] {1, 1.5, 0.7}, features));
        assertEquals(a, probabilities[0], 1e-14);
        assertEquals(Math.exp(v[2] - all), probabilities[2], 1e-14);
        assertEquals(d, probabilities[3], 1e-14);
    }

    /** P_b is the sum over nests of P(nest) P(b in nest), with the shares of b to the power mu. */
    @Test
    void crossNestsHaveTheProbabilitiesOfTextbooks() {
        double[] v = {0.3, -0.4, 0.8};
        NestedLogit model = NestedLogit.of(List.of("v"), Nests.parse("x=a,b; y=b,c"), List.of("a", "b", "c"));
        assertEquals(List.of("v", "mu[x] - 1", "mu[y] - 1", "alpha[b,x]"), model.names());
        double alpha = 0.3;
        double x = inclusive(2, v[0], v[1] + Math.log(alpha));
        double y = inclusive(3, v[1] + Math.log(1 - alpha), v[2]);
        double all = inclusive(1, x, y);
        double b = Math.exp(2 * (v[1] + Math.log(alpha) - x) + x - all)
                + Math.exp(3 * (v[1] + Math.log(1 - alpha) - y) + y - all);
        double[] probabilities = probabilities(
                model.theta(new double[] {1, 1, 2, alpha}, Features.of(v, 1).withGroups("a", "b", "c")));
        assertEquals(Math.exp(2 * (v[0] - x) + x - all), probabilities[0], 1e-14);
        assertEquals(b, probabilities[1], 1e-14);
    }

    @ParameterizedTest
    @ValueSource(strings = {NESTED, CROSS, "x=a,b; y=c,d,e"})
    void pullbacksAreThoseOfDifferences(String nests) {
        Random random = new Random(3);
        NestedLogit model = model(nests);
        for (String alternatives : List.of("a b c d e", "e d c b a", "a c", "c", "d e")) {
            Features features = features(random, alternatives.split(" "));
            double[] x = parameters(model, random);
            double[] gradient = random.doubles(features.rows(), -1, 1).toArray();
            double[] slopes = model.pullback(x, features).of(gradient);
            for (int k = 0; k < x.length; k++) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[k] += 1e-5;
                down[k] -= 1e-5;
                double[] above = model.theta(up, features);
                double[] below = model.theta(down, features);
                double difference = IntStream.range(0, gradient.length)
                        .mapToDouble(i -> gradient[i] * (above[i] - below[i]) / 2e-5)
                        .sum();
                assertEquals(
                        difference,
                        slopes[k],
                        1e-8,
                        alternatives + " " + model.names().get(k));
            }
        }
    }

    @Test
    void scalesOfOneAreTheLogit() {
        Random random = new Random(5);
        Features features = features(random, "a", "b", "c", "d", "e");
        double[] logit = SharedLinearModel.of("p", "q").theta(new double[] {1.5, -0.5}, features);
        assertArrayEquals(logit, model(NESTED).theta(new double[] {1.5, -0.5, 0, 0}, features));
        double[] cross = {1.5, -0.5, 0, 0, 0, 0, 0.3, 0.6, 0.2, 0.9};
        assertArrayEquals(logit, model(CROSS).theta(cross, features), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e6, 0, 1e6})
    void hugeUtilitiesAndExtremeSharesStayFinite(double utility) {
        NestedLogit model = NestedLogit.of(List.of("v"), Nests.parse(CROSS), NAMES);
        Features features = Features.of(new double[] {0, 1, 2, 3, -1}, 1).withGroups("a", "b", "c", "d", "e");
        double[] x = {utility, 50, 1, 1, 1, 0, 1, 0, 1};
        double[] gradient = {1, -1, 1, -1, 1};
        assertTrue(Arrays.stream(model.theta(x, features)).allMatch(Double::isFinite));
        assertTrue(Arrays.stream(model.pullback(x, features).of(gradient)).allMatch(Double::isFinite));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x=a | the nest 'x' has one member, a",
                "a,b | the nest 'a,b' has no name",
                "x=a,,b | has a member without a name",
                "x=a,a | lists a member twice",
                "x=a,b; x=c,d | the nest 'x' is given twice",
                "x=a,y; y=b,x | is inside itself",
                "x=y,c; y=a,b; z=y,d | the nest 'y' is in two nests",
                "x=a,f | 'f' in the nest 'x' never occurs among the alternatives [a, b, c, d, e]",
                "c=a,b | the nest 'c' has the name of an alternative",
                "x=a,b; y=b,c | 'b' is in two nests. Maybe take the cost model cross-nested",
            })
    void badNestsAreRefused(String nests, String message) {
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class, () -> NestedLogit.of(List.of("p"), Nests.parse(nests), NAMES, false));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    private static Estimator estimator(String nests, FitSettings settings) {
        Shape shape = new Shape(List.of("p", "q"), 5, true, NAMES, List.of());
        return PLUGINS.create(CostModelProvider.class, nests).estimator(shape, settings, PLUGINS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noise | gaussian | nests need Gumbel noise",
                "loss | moments | not with loss = moments",
                "loss | likelihood:noise=gaussian | nests need Gumbel noise",
                "loss | likelihood:epsilon=2 | nests need noise with epsilon = 1",
                "epsilon | 2 | nests need noise with epsilon = 1",
                "bound | q=-1 | q = -1.0 is fixed as the unit",
                "bound | mu[x] - 1=-2..0 | mu[x] - 1 = -2.0..0.0 is outside of -1..",
            })
    void settingsWithoutTheLikelihoodAreRefused(String setting, String value, String message) {
        FitSettings settings = setting.equals("bound") ? GUMBEL.withBound(value) : GUMBEL.with(setting, value);
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> estimator("nested:nests=(x=a,b)", settings));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    /** Choices of a nested logit with given parameters. */
    private static List<Observation> choices(NestedLogit model, double[] x, int count) {
        Random random = new Random(11);
        List<Observation> choices = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            List<String> available = NAMES.stream()
                    .filter(name -> name.equals("a") || random.nextDouble() < 0.8)
                    .toList();
            Features features = features(random, available.toArray(String[]::new));
            double[] probabilities = probabilities(model.theta(x, features));
            double draw = random.nextDouble();
            int chosen = 0;
            while (chosen < probabilities.length - 1 && draw > probabilities[chosen]) {
                draw -= probabilities[chosen++];
            }
            double[] y = new double[probabilities.length];
            y[chosen] = 1;
            choices.add(Observation.of("n" + n, features, Oracles.argmax(y.length), y));
        }
        return choices;
    }

    @Test
    void aModelIsSavedAndDecidesTheSame() {
        List<Observation> choices = choices(model(NESTED), new double[] {1, -1, 1.5, 0.5}, 1000);
        Fitted fitted = estimator("nested:nests=(" + NESTED + ")", GUMBEL).fit(choices);
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.message());
        SavedModel.of(fitted).save(folder);
        Fitted loaded = SavedModel.load(folder, PLUGINS).fitted();
        assertEquals(fitted.weights(), loaded.weights());
        Observation first = choices.get(0);
        try (Predictor before = Predictor.of(fitted);
                Predictor after = Predictor.of(loaded)) {
            assertArrayEquals(
                    before.costs(first.features(), first.oracle()), after.costs(first.features(), first.oracle()));
        }
    }

    @Test
    void choicesOfALogitMayEndAtTheBound() {
        List<Observation> choices = choices(model("x=a,b; y=c,d"), new double[] {1, -1, -0.4, 0.8}, 700);
        Fitted fitted = estimator("nested:nests=(x=a,b; y=c,d)", GUMBEL).fit(choices);
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.message());
        assertEquals(WeightStatus.AT_BOUND, fitted.weights().get(2).status());
        assertEquals(0, fitted.weights().get(2).estimate());
        assertTrue(fitted.weights().get(3).pValue() < 1e-3);
        Fitted free = estimator("nested:nests=(x=a,b; y=c,d)", GUMBEL.withBound("mu[x] - 1=-0.9..5"))
                .fit(choices);
        assertEquals(
                -0.4,
                free.weights().get(2).estimate(),
                5 * free.weights().get(2).standardError());
    }

    /** As a cluster sends it. */
    @Test
    void aModelIsSentAndComputesTheSame() throws IOException, ClassNotFoundException {
        NestedLogit model = model(CROSS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(model);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            NestedLogit sent = (NestedLogit) in.readObject();
            Random random = new Random(1);
            Features features = features(random, "a", "b", "c", "d", "e");
            double[] x = parameters(model, random);
            assertEquals(model.names(), sent.names());
            assertArrayEquals(model.theta(x, features), sent.theta(x, features));
        }
    }

    /** The percentages by which probabilities grow if a feature grows by a millionth. */
    @Test
    void elasticitiesAreThoseOfDifferences() {
        String cross = "x=a,b; y=b,c";
        Fitted fitted = estimator("cross-nested:nests=(" + cross + ")", GUMBEL)
                .fit(choices(model(cross), new double[] {1, -1, 1, 2, 0.4}, 500));
        Features features = features(new Random(2), "a", "b", "c", "d");
        double[] values = new double[8];
        Arrays.setAll(values, at -> features.get(at / 2, at % 2));
        double[] here = probabilities(fitted.model().theta(fitted.parameters(), features));
        for (int changed = 0; changed < 4; changed++) {
            double[] more = values.clone();
            more[2 * changed] *= 1 + 1e-6;
            double[] there = probabilities(fitted.model()
                    .theta(fitted.parameters(), Features.of(more, 2).withGroups("a", "b", "c", "d")));
            for (int i = 0; i < 4; i++) {
                double expected = (there[i] / here[i] - 1) * 1e6;
                Interval elasticity = Elasticities.of(fitted, 2).of(features, Oracles.argmax(4), i, changed, "p");
                assertEquals(expected, elasticity.value(), 1e-5);
                assertTrue(elasticity.standardError() > 0);
            }
        }
        assertEquals(
                List.of("p", "q"),
                Elasticities.of(fitted, 2).own(choices(model(cross), fitted.parameters(), 3)).stream()
                        .map(Weight::name)
                        .toList());
    }
}

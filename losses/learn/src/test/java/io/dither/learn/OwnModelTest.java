package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.LossProvider;
import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Provided;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Splittable;
import io.dither.learn.model.Weight;
import io.dither.losses.SpoPlusLoss;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cost model that this library does not know, offered by a provider that is not on the class path. */
class OwnModelTest {
    /** theta_j = sum over k of w_k (x_jk)^power. */
    record Powers(List<String> names, double power) implements CostModel, CostShape, Provided, java.io.Serializable {
        @Override
        public double[] theta(double[] parameters, Features features) {
            double[] theta = new double[features.rows()];
            for (int j = 0; j < theta.length; j++) {
                for (int k = 0; k < parameters.length; k++) {
                    theta[j] += parameters[k] * signed(features.get(j, k));
                }
            }
            return theta;
        }

        private double signed(double x) {
            return Math.signum(x) * Math.pow(Math.abs(x), power);
        }

        @Override
        public Pullback pullback(double[] parameters, Features features) {
            return new Pullback() {
                @Override
                public int size() {
                    return names.size();
                }

                @Override
                public void add(int coordinate, double factor, double[] sum) {
                    for (int k = 0; k < names.size(); k++) {
                        sum[k] += factor * signed(features.get(coordinate, k));
                    }
                }
            };
        }

        @Override
        public boolean isLinear() {
            return true;
        }

        @Override
        public String provider() {
            return "powers";
        }
    }

    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover()
            .with(List.of(
                    CostModelProvider.of(
                            "powers",
                            "weights of powers of features",
                            Powers.class,
                            given -> shape -> new Powers(shape.features(), given.real("power")),
                            Parameter.of("power", Parameter.Type.REAL, "the power")
                                    .withDefault("2")),
                    LossProvider.of(
                            "own-loss",
                            "SPO+ by another name",
                            given -> (oracle, seed, threads) -> new SpoPlusLoss(oracle))));
    private static final CostModelFactory.Shape SHAPE = new CostModelFactory.Shape(List.of("a", "b", "c"), 4, true);

    @TempDir
    Path folder = Path.of("");

    @Test
    void getsIntervalsAndIsSavedAndLoaded() {
        Estimator trainer = PLUGINS.create(CostModelProvider.class, "powers:power=1")
                .estimator(SHAPE, FitSettings.USUAL.with("noise", "gumbel"), PLUGINS);
        List<Observation> choices = Choices.of(200, 4, 1, -0.5, 0);
        Fitted fitted = trainer.fit(choices);
        Fitted shared =
                Learner.of(SharedLinearModel.of("a", "b", "c")).noise("gumbel").fit(choices);
        for (int k = 0; k < 3; k++) {
            Weight weight = shared.weights().get(k);
            assertEquals(weight.estimate(), fitted.weights().get(k).estimate(), 1e-6);
            assertEquals(
                    weight.standardError(), fitted.weights().get(k).standardError(), 1e-3 * weight.standardError());
        }
        SavedModel.of(fitted).save(folder);
        Fitted loaded = SavedModel.load(folder, PLUGINS).fitted();
        assertEquals(fitted.model(), loaded.model());
        assertEquals(fitted.weights(), loaded.weights());
        assertEquals(fitted.toString(), loaded.toString());
        Features x = choices.get(0).features();
        try (Predictor before = Predictor.of(fitted);
                Predictor after = Predictor.of(loaded)) {
            assertArrayEquals(
                    before.costs(x, choices.get(0).oracle()),
                    after.costs(x, choices.get(0).oracle()));
        }
        DataException unknown = assertThrows(DataException.class, () -> SavedModel.load(folder));
        String message = String.valueOf(unknown.getMessage());
        assertTrue(message.contains("there is no cost model 'powers'") && !message.contains(".."), message);
        try (Predictor own = Predictor.load(folder, Powers.class)) {
            assertArrayEquals(
                    Predictor.of(fitted).costs(x, choices.get(0).oracle()),
                    own.costs(x, choices.get(0).oracle()));
        }
    }

    /** A record without a provider. */
    record Bent(double power) implements CostModel, CostShape {
        @Override
        public List<String> names() {
            return List.of("straight", "bent");
        }

        @Override
        public double[] theta(double[] w, Features features) {
            double[] theta = new double[features.rows()];
            for (int j = 0; j < theta.length; j++) {
                double x = features.get(j, 0);
                theta[j] = w[0] * x + w[1] * Math.signum(x) * Math.pow(Math.abs(x), power);
            }
            return theta;
        }

        @Override
        public Pullback pullback(double[] w, Features features) {
            return new Powers(names(), 1).pullback(w, bent(features));
        }

        private Features bent(Features features) {
            double[][] rows = new double[features.rows()][];
            for (int j = 0; j < rows.length; j++) {
                double x = features.get(j, 0);
                rows[j] = new double[] {x, Math.signum(x) * Math.pow(Math.abs(x), power)};
            }
            return Features.of(rows);
        }

        @Override
        public boolean isLinear() {
            return true;
        }
    }

    /** Features in metres or kilometres: the same fit, given back in their units, by the model as it was given. */
    @Test
    void isStandardisedWhateverTheUnitsAndLoadedByItsClass() {
        List<Observation> small = Choices.of(300, 6, 1);
        List<Observation> large = small.stream()
                .map(one -> {
                    double[][] rows = new double[one.features().rows()][1];
                    for (int j = 0; j < rows.length; j++) {
                        rows[j][0] = 1e4 * one.features().get(j, 0);
                    }
                    return Observation.of(one.id(), Features.of(rows), one.oracle(), one.target());
                })
                .toList();
        Bent model = new Bent(3);
        Fitted kilometres = Learner.of(model).noise("gumbel").l2(0.01).fit(small);
        Fitted metres = Learner.of(model).noise("gumbel").l2(0.01).fit(large);
        assertEquals(Fitted.Status.CONVERGED, metres.status(), metres.message());
        assertEquals(model, metres.model());
        double[] shrunk = {1e4, 1e12};
        for (int k = 0; k < 2; k++) {
            double weight = kilometres.weights().get(k).estimate();
            assertEquals(weight, shrunk[k] * metres.weights().get(k).estimate(), 1e-6 * Math.abs(weight));
            assertEquals(metres.weights().get(k).estimate(), metres.parameters()[k]);
        }
        SavedModel.of(metres).save(folder);
        Observation one = large.get(0);
        try (Predictor predictor = Predictor.load(folder, Bent.class)) {
            assertArrayEquals(
                    metres.predict(one.features(), one.oracle()).toArray(),
                    predictor.predict(one.features(), one.oracle()).decision().toArray());
        }
        DataException unknown = assertThrows(DataException.class, () -> SavedModel.load(folder));
        String message = String.valueOf(unknown.getMessage());
        assertTrue(message.contains("Predictor.load(place, OwnModelTest.Bent.class)"), message);
    }

    /** A record without components. */
    record Plain() implements CostModel {
        @Override
        public List<String> names() {
            return List.of("a", "b", "c");
        }

        @Override
        public double[] theta(double[] w, Features features) {
            return new Powers(names(), 1).theta(w, features);
        }

        @Override
        public Pullback pullback(double[] w, Features features) {
            return new Powers(names(), 1).pullback(w, features);
        }
    }

    @Test
    void aRecordWithoutComponentsIsLoadedByItsClass() {
        SavedModel.of(Learner.of(new Plain()).noise("gumbel").withoutIntervals().fit(Choices.of(50, 4, 1, -0.5, 0)))
                .save(folder);
        assertEquals(new Plain(), SavedModel.load(folder, Plain.class).fitted().model());
        DataException unknown = assertThrows(DataException.class, () -> SavedModel.load(folder));
        String message = String.valueOf(unknown.getMessage());
        assertTrue(message.contains("Maybe load a record by its class"), message);
    }

    @Test
    void goesByKnownSolutionsAndSplitsByFeature() {
        List<Observation> choices = Choices.of(100, 4, 1, -0.5, 0);
        Powers model = new Powers(SHAPE.features(), 2);
        Fitted fitted =
                Learner.of(model).pooled().noise("gaussian").withoutIntervals().fit(choices);
        Features x = choices.get(0).features();
        double[] theta = model.theta(fitted.parameters(), x);
        double[] parts = Splittable.of(model).split(fitted.parameters(), x, 1);
        assertEquals(theta[1], parts[0] + parts[1] + parts[2], 1e-12);
    }

    /** The catalogue of a learner is the one that it was given, not that of the class path. */
    @Test
    void pluginsOfTheCatalogueAreSeen() {
        SharedLinearModel model = SharedLinearModel.of("a", "b", "c");
        List<Observation> costs = Choices.of(100, 4, 1, -0.5, 0).stream()
                .map(one -> new Observation(
                        one.id(),
                        one.features(),
                        one.oracle(),
                        io.dither.layer.Costs.of(one.costs()),
                        new Observation.Attributes(1, one.costs(), one.id(), new double[0])))
                .toList();
        FitSettings settings = FitSettings.USUAL.with("loss", "own-loss").with("errors", "none");
        Fitted own = Learner.of(model, settings, PLUGINS).fit(costs);
        Fitted same = Learner.of(model).loss("spo-plus").withoutIntervals().fit(costs);
        assertArrayEquals(same.parameters(), own.parameters());
        InvalidArgumentException unseen = assertThrows(
                InvalidArgumentException.class,
                () -> Learner.of(model).with(settings).fit(costs));
        assertTrue(String.valueOf(unseen.getMessage()).contains("there is no loss 'own-loss'"), unseen.getMessage());
        Workload workload =
                Learner.of(model, settings, PLUGINS).workload(costs.get(0).oracle());
        try (PartEvaluator part = workload.evaluatorOf(costs, PLUGINS)) {
            assertEquals(100, part.clusters().length);
        }
    }

    private static CostModel nameless() {
        CostModel powers = new Powers(SHAPE.features(), 1);
        return new CostModel() {
            @Override
            public List<String> names() {
                return powers.names();
            }

            @Override
            public double[] theta(double[] parameters, Features features) {
                return powers.theta(parameters, features);
            }

            @Override
            public Pullback pullback(double[] parameters, Features features) {
                return powers.pullback(parameters, features);
            }
        };
    }

    @Test
    void withoutAProviderItIsRefusedByName() {
        Fitted fitted = Learner.of(nameless()).noise("gumbel").fit(Choices.of(50, 4, 1, -0.5, 0));
        SavedModel.of(fitted).save(folder);
        DataException refused = assertThrows(DataException.class, () -> SavedModel.load(folder, PLUGINS));
        assertTrue(String.valueOf(refused.getMessage()).contains("not a record"), refused.getMessage());
    }
}

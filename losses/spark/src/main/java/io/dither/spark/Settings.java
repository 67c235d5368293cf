package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.learn.CostModelFactory;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Learner;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.param.Param;

/** Makes a learner from parameters of Spark ML. */
final class Settings {
    /** The names of the parameters that are also settings of {@link FitSettings}. */
    private static final List<String> SETTINGS = List.of(
            "loss", "noise", "epsilon", "learnEpsilon", "samples", "seed", "l2", "l1", "effectsRidge", "errors");

    private final OracleRegistry registry = OracleRegistry.discover();
    private final CostLearnerParams params;

    Settings(CostLearnerParams params) {
        this.params = params;
    }

    /** Sets the defaults of the parameters. */
    void setDefaults() {
        params.setDefault(params.idCol(), "id");
        params.setDefault(params.featuresCol(), "features");
        params.setDefault(params.decisionCol(), "decision");
        params.setDefault(params.predictionCol(), "prediction");
        params.setDefault(params.costCol(), "cost");
        params.setDefault(params.costModel(), "shared-linear");
        params.setDefault(params.loss(), "fenchel-young");
        params.setDefault(params.learnEpsilon(), false);
        params.setDefault(params.samples(), 20);
        params.setDefault(params.seed(), 0L);
        params.setDefault(params.l2(), 0.0);
        params.setDefault(params.l1(), 0.0);
        params.setDefault(params.effectsRidge(), FitSettings.USUAL.effectsRidge());
        params.setDefault(params.coordinateGroups(), new String[0]);
        params.setDefault(params.bounds(), new String[0]);
        params.setDefault(params.errors(), "robust");
        params.setDefault(params.maxIter(), 200);
        params.setDefault(params.partitions(), 0);
    }

    /** Returns the factory of the cost model, with the link if it is set. */
    private CostModelFactory costModelFactory() {
        PluginSpec model = PluginSpec.parse(params.text(params.costModel()));
        if (params.isDefined(params.link())) {
            model = model.with(Map.of("link", params.text(params.link())));
        }
        return registry.catalogue().create(CostModelProvider.class, model.toString());
    }

    /** Returns the names of the features; x0, x1, ... if they are not set. */
    private List<String> featureNames(int count) {
        return params.isDefined(params.featureNames())
                ? List.of(params.getOrDefault(params.featureNames()))
                : IntStream.range(0, count).mapToObj(k -> "x" + k).toList();
    }

    /** Returns the number of features per coordinate, or 0 if the cost model has features per example. */
    int featuresPerCoordinate() {
        // this model only shows whether features are per coordinate: its names of features, its number of coordinates
        // (1) and the sign of its costs do not matter
        if (!FeatureModel.of(costModelFactory().on(new CostModelFactory.Shape(featureNames(1), 1, true)))
                .isShared()) {
            return 0;
        }
        if (params.isDefined(params.coordinateFeatures())) {
            return params.getOrDefault(params.coordinateFeatures()).numCols();
        }
        Arguments.require(
                params.isDefined(params.featureNames()),
                "the cost model does not know how many features a coordinate has",
                "Maybe name them by featureNames");
        return params.getOrDefault(params.featureNames()).length;
    }

    /** Returns the data for executors: the files of the oracle, and the features that all examples share. */
    WorkerData workerData(JavaSparkContext context) {
        Set<String> files = ShippedFiles.namedBy(List.of(params.text(params.oracle())));
        return new WorkerData(sharedFeatures(), ShippedFiles.send(files, context));
    }

    /** Returns a list with the features that all examples share; empty if each row has its own features. */
    private List<Features> sharedFeatures() {
        if (!params.isDefined(params.coordinateFeatures())) {
            return List.of();
        }
        Matrix matrix = params.getOrDefault(params.coordinateFeatures());
        double[] rows = matrix.transpose().toArray(); // Spark's matrices are column-major
        Features features = Features.of(rows, matrix.numCols());
        String[] groups = params.getOrDefault(params.coordinateGroups());
        return List.of(groups.length == 0 ? features : features.withGroups(groups));
    }

    /**
     * Returns the learner.
     *
     * @param ownFeatureCount the number of columns of the first example's features; 0 if it shares its features
     * @param oracle the oracle of the first example
     */
    Learner learner(int ownFeatureCount, LinearOracle oracle) {
        List<String> groups = Arrays.stream(params.getOrDefault(params.coordinateGroups()))
                .distinct()
                .toList();
        // ownFeatureCount is 0 if all examples share features, featuresPerCoordinate() if features are per example;
        // if both are above 0, they are equal
        int count = Math.max(ownFeatureCount, featuresPerCoordinate());
        // the oracle takes costs of any sign if its domain is all of R^d
        CostModel model = costModelFactory()
                .on(new CostModelFactory.Shape(
                        featureNames(count), oracle.dimension(), oracle.domain().isEverywhere(), groups, List.of()));
        return Learner.of(model, fitSettings(), registry.catalogue());
    }

    private FitSettings fitSettings() {
        FitSettings settings = FitSettings.USUAL.iterations((Integer) params.getOrDefault(params.maxIter()));
        for (String name : SETTINGS) {
            Param<Object> param = params.getParam(name);
            if (params.isDefined(param)) {
                settings = settings.with(name, params.getOrDefault(param));
            }
        }
        for (String text : params.getOrDefault(params.bounds())) {
            settings = settings.withBound(text);
        }
        return settings;
    }
}

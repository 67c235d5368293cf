package io.dither.spark;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.CostModel;
import io.dither.learn.Features;
import io.dither.learn.Learner;
import io.dither.learn.LinearModel;
import io.dither.learn.Link;
import io.dither.learn.SharedLinearModel;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.param.Param;

/** Takes parameters of Spark ML to the settings of a learner. */
final class Settings {
    private final CostLearnerParams params;

    Settings(CostLearnerParams params) {
        this.params = params;
    }

    void useDefaults() {
        params.setDefault(params.idCol(), "id");
        params.setDefault(params.featuresCol(), "features");
        params.setDefault(params.decisionCol(), "decision");
        params.setDefault(params.predictionCol(), "prediction");
        params.setDefault(params.costCol(), "cost");
        params.setDefault(params.costModel(), "shared-linear");
        params.setDefault(params.link(), "identity");
        params.setDefault(params.loss(), "fenchel-young");
        params.setDefault(params.learnEpsilon(), false);
        params.setDefault(params.samples(), 20);
        params.setDefault(params.seed(), 0L);
        params.setDefault(params.l2(), 0.0);
        params.setDefault(params.l1(), 0.0);
        params.setDefault(params.fixed(), new String[0]);
        params.setDefault(params.bounds(), new String[0]);
        params.setDefault(params.errors(), "robust");
        params.setDefault(params.maxIter(), 200);
        params.setDefault(params.partitions(), 0);
    }

    private boolean isShared() {
        return params.text(params.costModel()).equals("shared-linear");
    }

    /** The features of a row, or 0 where all numbers of an example are one row. */
    int columns() {
        if (!isShared()) {
            return 0;
        }
        if (params.isDefined(params.coordinateFeatures())) {
            return params.getOrDefault(params.coordinateFeatures()).numCols();
        }
        Arguments.require(
                params.isDefined(params.featureNames()),
                "the shared linear model does not know how many features a coordinate has",
                "Maybe name them by featureNames");
        return params.getOrDefault(params.featureNames()).length;
    }

    /** The features that all examples share, if they do. */
    List<Features> tables() {
        if (!params.isDefined(params.coordinateFeatures())) {
            return List.of();
        }
        Matrix matrix = params.getOrDefault(params.coordinateFeatures());
        double[] rows = matrix.transpose().toArray(); // Spark goes column by column
        return List.of(Features.of(rows, matrix.numCols()));
    }

    /** The cost model; {@code columns} and {@code dimension} as the first example has them. */
    CostModel model(int columns, int dimension) {
        List<String> names = params.isDefined(params.featureNames())
                ? List.of(params.getOrDefault(params.featureNames()))
                : IntStream.range(0, columns).mapToObj(k -> "x" + k).toList();
        Link link = Link.valueOf(params.text(params.link()).toUpperCase(Locale.ROOT));
        return isShared() ? SharedLinearModel.of(names, link) : LinearModel.of(names, dimension, link);
    }

    Learner learner(CostModel model) {
        Learner learner = Learner.of(model)
                .samples(number(params.samples()).intValue())
                .seed(number(params.seed()).longValue())
                .l2(number(params.l2()).doubleValue())
                .l1(number(params.l1()).doubleValue())
                .iterations(number(params.maxIter()).intValue());
        String loss = params.text(params.loss());
        if (loss.equals("moments")) {
            learner.moments();
        } else if (!loss.equals("fenchel-young")) {
            learner.loss(loss);
        }
        if (params.isDefined(params.noise())) {
            learner.noise(params.text(params.noise()));
        }
        boolean learns = (Boolean) params.getOrDefault(params.learnEpsilon());
        boolean given = params.isDefined(params.epsilon());
        Arguments.require(!learns || !given, "epsilon is given and learnt", "Maybe leave one of them out");
        if (learns) {
            learner.learnEpsilon();
        } else if (given) {
            learner.epsilon(number(params.epsilon()).doubleValue());
        }
        errors(learner);
        for (String text : params.getOrDefault(params.fixed())) {
            learner.fix(name(text), number(text, text.substring(text.indexOf('=') + 1)));
        }
        for (String text : params.getOrDefault(params.bounds())) {
            bound(learner, text);
        }
        return learner;
    }

    private void errors(Learner learner) {
        switch (params.text(params.errors())) {
            case "none" -> learner.withoutIntervals();
            case "model" -> learner.errors(Learner.Errors.MODEL);
            default -> learner.errors(Learner.Errors.ROBUST);
        }
    }

    private static void bound(Learner learner, String text) {
        String name = name(text);
        String range = text.substring(name.length() + 1);
        int dots = range.indexOf("..");
        Arguments.require(dots >= 0, "bound '" + text + "' has no '..'", "Maybe " + name + "=0.. or " + name + "=0..1");
        String low = range.substring(0, dots);
        String high = range.substring(dots + 2);
        learner.bound(
                name,
                low.isEmpty() ? Double.NEGATIVE_INFINITY : number(text, low),
                high.isEmpty() ? Double.POSITIVE_INFINITY : number(text, high));
    }

    private static String name(String text) {
        int equals = text.indexOf('=');
        Arguments.require(equals > 0, "'" + text + "' has no '='", "Maybe write it like toll=1");
        return text.substring(0, equals);
    }

    private static double number(String whole, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new InvalidArgumentException("'" + text + "' of '" + whole + "' is no number", "Maybe write toll=1");
        }
    }

    /** Numbers of Spark are objects to Java. */
    private Number number(Param<Object> parameter) {
        return (Number) params.getOrDefault(parameter);
    }
}

package io.dither.learn;

import java.util.List;
import org.ejml.simple.SimpleMatrix;

/** Maximum likelihood of the conditional logit by Newton's method, from its textbook formulas. */
record ConditionalLogit(SimpleMatrix weights, SimpleMatrix classical, SimpleMatrix robust) {
    /** A choice among rows of features, in a group. */
    @SuppressWarnings("ArrayRecordComponent")
    record Choice(double[][] alternatives, int chosen, String group) {}

    static ConditionalLogit fit(List<Choice> choices) {
        int k = choices.get(0).alternatives()[0].length;
        SimpleMatrix w = new SimpleMatrix(k, 1);
        for (int step = 0; step < 50; step++) {
            SimpleMatrix gradient = new SimpleMatrix(k, 1);
            SimpleMatrix information = new SimpleMatrix(k, k);
            for (Choice choice : choices) {
                gradient = gradient.plus(score(choice, w));
                information = information.plus(information(choice, w));
            }
            w = w.plus(information.solve(gradient));
        }
        SimpleMatrix information = new SimpleMatrix(k, k);
        java.util.Map<String, SimpleMatrix> groups = new java.util.LinkedHashMap<>();
        for (Choice choice : choices) {
            information = information.plus(information(choice, w));
            groups.merge(choice.group(), score(choice, w), SimpleMatrix::plus);
        }
        SimpleMatrix meat = new SimpleMatrix(k, k);
        for (SimpleMatrix sum : groups.values()) {
            meat = meat.plus(sum.mult(sum.transpose()));
        }
        SimpleMatrix inverse = information.invert();
        return new ConditionalLogit(w, inverse, inverse.mult(meat).mult(inverse));
    }

    private static double[] probabilities(Choice choice, SimpleMatrix w) {
        double[] p = new double[choice.alternatives().length];
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            double utility = 0;
            for (int f = 0; f < w.getNumRows(); f++) {
                utility += w.get(f, 0) * choice.alternatives()[j][f];
            }
            p[j] = Math.exp(utility);
            sum += p[j];
        }
        for (int j = 0; j < p.length; j++) {
            p[j] /= sum;
        }
        return p;
    }

    private static SimpleMatrix mean(Choice choice, SimpleMatrix w) {
        double[] p = probabilities(choice, w);
        SimpleMatrix mean = new SimpleMatrix(w.getNumRows(), 1);
        for (int j = 0; j < p.length; j++) {
            mean = mean.plus(new SimpleMatrix(w.getNumRows(), 1, true, choice.alternatives()[j]).scale(p[j]));
        }
        return mean;
    }

    private static SimpleMatrix score(Choice choice, SimpleMatrix w) {
        double[] chosen = choice.alternatives()[choice.chosen()];
        return new SimpleMatrix(chosen.length, 1, true, chosen).minus(mean(choice, w));
    }

    private static SimpleMatrix information(Choice choice, SimpleMatrix w) {
        double[] p = probabilities(choice, w);
        SimpleMatrix mean = mean(choice, w);
        SimpleMatrix sum = mean.mult(mean.transpose()).scale(-1);
        for (int j = 0; j < p.length; j++) {
            SimpleMatrix x = new SimpleMatrix(w.getNumRows(), 1, true, choice.alternatives()[j]);
            sum = sum.plus(x.mult(x.transpose()).scale(p[j]));
        }
        return sum;
    }
}

package io.dither.people.tastes;

import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.people.internal.PersonPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * Computes the classes and their standard errors at a maximum of the likelihood.
 *
 * @param commonFit the fit with the same weights for all persons
 * @param likelihood the likelihood
 * @param point the maximum of the likelihood
 * @param fitErrors the standard errors at the maximum
 * @param hasFewPersons for each class, whether it has too few persons for errors; the errors of the other classes take its weights as given
 */
record ClassErrors(
        Fitted commonFit,
        ClassLikelihood likelihood,
        PersonPoint point,
        FitErrors fitErrors,
        IntPredicate hasFewPersons) {
    private Delta delta() {
        double[][] covariance = TasteSearchResult.covariance(fitErrors, point.x().length);
        for (double[] row : covariance) {
            // parameters without errors are taken as given
            Arrays.setAll(row, i -> Double.isNaN(row[i]) ? 0 : row[i]);
        }
        return new Delta(point.x(), covariance, TasteSearchResult.degreesOfFreedom(fitErrors));
    }

    /** Returns the weight k of class c in raw units. */
    private double raw(double[] x, int c, int k) {
        return Standardisable.of(commonFit.model()).raw(likelihood.weights(x, c))[k];
    }

    private WeightStatus status(int c, int k) {
        if (hasFewPersons.test(c)) {
            return WeightStatus.FEW_PERSONS;
        }
        boolean diverges = TasteSearchResult.diverges(likelihood.weights(point.x(), c)[k], commonFit.epsilon());
        return diverges ? WeightStatus.NO_FINITE_ESTIMATE : freeOrFixed(k);
    }

    /** Returns a number with its interval; if it has none, the status explains why. */
    private Weight weight(String name, ToDoubleFunction<double[]> number, WeightStatus status) {
        Interval interval = delta().interval(number);
        if (interval.standardError() > 0) {
            return Weight.of(name, interval);
        }
        // a free number without an interval: fitErrors has the reason if the search did not end at a finite maximum;
        // otherwise its error was not requested, or could not be measured
        WeightStatus reason = fitErrors.reason();
        WeightStatus ofFree = reason == WeightStatus.ESTIMATED ? WeightStatus.NOT_MEASURED : reason;
        return Weight.of(name, interval, status == WeightStatus.ESTIMATED ? ofFree : status);
    }

    private WeightStatus freeOrFixed(int k) {
        return Arrays.stream(likelihood.free()).anyMatch(free -> free == k)
                ? WeightStatus.ESTIMATED
                : WeightStatus.FIXED;
    }

    FittedClasses.Estimate estimate() {
        return new FittedClasses.Estimate(
                classes(),
                means(),
                wrongSign(),
                covariance(),
                TasteSearchResult.degreesOfFreedom(fitErrors),
                point.x().length);
    }

    private List<FittedClasses.LatentClass> classes() {
        List<String> names = commonFit.model().names();
        List<FittedClasses.LatentClass> classes = new ArrayList<>();
        Membership membership = likelihood.membership();
        for (int i = 0; i < likelihood.classes(); i++) {
            int c = i;
            List<Weight> weights = new ArrayList<>();
            for (int k = 0; k < names.size(); k++) {
                int index = k;
                weights.add(weight(names.get(k), x -> raw(x, c, index), status(c, index)));
            }
            // class 0 is the reference, with a logit of 0
            List<Weight> logit = new ArrayList<>();
            for (int k = 0; k < membership.width(); k++) {
                int index = k;
                logit.add(weight(
                        k == 0 ? "constant" : membership.names().get(k - 1),
                        x -> c == 0 ? 0 : membership.raw(x, likelihood.firstLogit(c), index),
                        statusOfMembership(c)));
            }
            classes.add(new FittedClasses.LatentClass(share(c), weights, logit));
        }
        return classes;
    }

    private WeightStatus statusOfMembership(int c) {
        if (c == 0) {
            return WeightStatus.FIXED;
        }
        return hasFewPersons.test(c) ? WeightStatus.FEW_PERSONS : WeightStatus.ESTIMATED;
    }

    private Interval share(int c) {
        return hasFewPersons.test(c)
                ? Interval.of(likelihood.shares(point.x())[c], Double.NaN)
                : delta().interval(x -> likelihood.shares(x)[c]);
    }

    private double mean(double[] x, int k) {
        double[] shares = likelihood.shares(x);
        double mean = 0;
        for (int c = 0; c < shares.length; c++) {
            mean += shares[c] * raw(x, c, k);
        }
        return mean;
    }

    private List<Weight> means() {
        List<Weight> means = new ArrayList<>();
        for (String name : commonFit.model().names()) {
            int k = means.size();
            means.add(weight(name, x -> mean(x, k), freeOrFixed(k)));
        }
        return means;
    }

    /** Returns for each weight the share of persons in classes where its sign is opposite to the sign of its mean. */
    private List<Interval> wrongSign() {
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < commonFit.model().names().size(); i++) {
            int k = i;
            double sign = Math.signum(mean(point.x(), k));
            boolean[] wrong = new boolean[likelihood.classes()];
            for (int c = 0; c < wrong.length; c++) {
                wrong[c] = sign * raw(point.x(), c, k) < 0;
            }
            intervals.add(delta().interval(x -> {
                double[] shares = likelihood.shares(x);
                double sum = 0;
                for (int c = 0; c < shares.length; c++) {
                    sum += wrong[c] ? shares[c] : 0;
                }
                return sum;
            }));
        }
        return intervals;
    }

    /** Returns the covariance of the weights in raw units, class after class. */
    private double[][] covariance() {
        // the covariance in standardised units; it begins with the free weights, class after class
        double[][] inner = TasteSearchResult.covariance(fitErrors, point.x().length);
        CostModel model = commonFit.model();
        double[] slopes = FitErrors.rawPerStandardised(model); // of raw weights with respect to standardised weights
        int size = slopes.length;
        int[] free = likelihood.free();
        double[][] raw = new double[inner.length == 0 ? 0 : size * likelihood.classes()][size * likelihood.classes()];
        for (int i = 0; i < free.length * likelihood.classes() && raw.length > 0; i++) {
            for (int j = 0; j < free.length * likelihood.classes(); j++) {
                int k = free[i % free.length];
                int l = free[j % free.length];
                raw[i / free.length * size + k][j / free.length * size + l] = slopes[k] * slopes[l] * inner[i][j];
            }
        }
        return raw;
    }

    /** Returns the log likelihood if all persons have the weights of the fit with one class. */
    static double oneClassLogLikelihood(ClassLikelihood likelihood) {
        List<double[]> logs = likelihood.logsAndGradients(likelihood.oneClass().weights());
        double sum = 0;
        for (int p = 0; p < logs.size(); p++) {
            sum += likelihood.counts().each()[p] * logs.get(p)[0];
        }
        return sum;
    }
}

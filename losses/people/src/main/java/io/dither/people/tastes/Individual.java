package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.people.internal.Columns;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.Person;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Estimates the tastes of one person from the person's decisions.
 *
 * @param fitted the fitted tastes of all persons
 * @param person the person
 * @param catalogue the plugins, which contain the loss and the noise of the fit
 */
record Individual(FittedTastes fitted, Person person, PluginCatalogue catalogue) {
    /** The number of draws of tastes if they are estimated by likelihood. */
    private static final int DRAWS = 1024;

    /** The number of draws of tastes for the regression. */
    private static final int SIMULATED = 400;

    static PersonTastes of(FittedTastes fitted, List<Observation> decisions, PluginCatalogue catalogue) {
        return new Individual(fitted, Person.only(decisions), catalogue).estimate();
    }

    /** The tastes of a person who is in a class, with the simulated log likelihood of the person's decisions. */
    record InClass(double logLikelihood, PersonTastes tastes) {}

    /** Estimates the tastes of a person as if the person was in a class. {@code fitted} are the tastes of this class, by likelihood. */
    static InClass inClass(FittedTastes fitted, List<Observation> decisions, PluginCatalogue catalogue) {
        Individual individual = new Individual(fitted, Person.only(decisions), catalogue);
        Population population =
                fitted.population().standardised(fitted.commonFit().model());
        try (PersonDraws draws = draws(fitted, List.of(individual.person), catalogue)) {
            Drawing drawing = drawing(fitted, 1);
            double logLikelihood = draws.logAndGradient(drawing, population, 0)[0];
            return new InClass(logLikelihood, individual.byLikelihood(draws, drawing, 0));
        }
    }

    private PersonTastes estimate() {
        if (fitted.method() != FittedTastes.Method.LIKELIHOOD) {
            return byRegression(
                    fitted.population().standardised(fitted.commonFit().model()));
        }
        try (PersonDraws draws = draws(fitted, List.of(person), catalogue)) {
            return byLikelihood(draws, drawing(fitted, 1), 0);
        }
    }

    /** Estimates the tastes of persons by likelihood, from separate draws for each person. */
    static List<PersonTastes> ofPersons(
            FittedTastes fitted,
            List<List<Observation>> decisions,
            PluginCatalogue catalogue,
            BooleanSupplier cancelled) {
        List<Person> persons =
                decisions.stream().map(ofPerson -> Person.only(ofPerson)).toList();
        try (Workers workers = new Workers(fitted.commonFit().settings().threads(), cancelled);
                PersonDraws draws = draws(fitted, persons, catalogue)) {
            Drawing drawing = drawing(fitted, persons.size());
            return workers.runAll(
                    persons.size(),
                    p -> new Individual(fitted, persons.get(p), catalogue).byLikelihood(draws, drawing, p));
        }
    }

    private static PersonDraws draws(FittedTastes fitted, List<Person> persons, PluginCatalogue catalogue) {
        Fitted commonFit = fitted.commonFit();
        List<Observation> decisions =
                persons.stream().flatMap(member -> member.decisions().stream()).toList();
        Likelihood likelihood =
                LikelihoodRecipe.of(commonFit, decisions, catalogue).of(persons, catalogue);
        Population population = fitted.population().standardised(commonFit.model());
        return new PersonDraws( // 0: the first person has the index 0 among all persons
                likelihood, persons, 0, population, commonFit.settings().seed());
    }

    private static Drawing drawing(FittedTastes fitted, int persons) {
        int[] counts = new int[persons];
        Arrays.fill(counts, DRAWS);
        return Drawing.of(
                fitted.population().standardised(fitted.commonFit().model()).parameters(), counts);
    }

    /** Estimates the tastes of the person of this index from the person's draws. */
    private PersonTastes byLikelihood(PersonDraws draws, Drawing drawing, int index) {
        double[] shares = new double[DRAWS];
        double[] drawn = draws.tastesAndShares(drawing, index, shares);
        draws.forget(index); // frees their memory
        fitted.population().toWeights(drawn, DRAWS);
        double[] mean = new double[fitted.population().names().size()];
        double[][] covariance = new double[mean.length][mean.length];
        for (int k = 0; k < mean.length; k++) {
            mean[k] = Columns.dot(shares, 0, drawn, k * DRAWS, DRAWS);
            for (int r = 0; r < DRAWS; r++) {
                drawn[k * DRAWS + r] -= mean[k]; // deviations from the mean from here on
            }
        }
        for (int k = 0; k < mean.length; k++) {
            double[] weighted = shares.clone();
            for (int r = 0; r < DRAWS; r++) {
                weighted[r] *= drawn[k * DRAWS + r];
            }
            for (int l = 0; l < mean.length; l++) {
                covariance[k][l] = Columns.dot(weighted, 0, drawn, l * DRAWS, DRAWS);
            }
        }
        return inRawUnits(mean, covariance);
    }

    /**
     * Draws tastes, simulates the decisions at each draw, and regresses the tastes on the sum of the features of the decisions: the best linear prediction at
     * the observed decisions (Buehlmann 1967), for any oracle. Features are differences from the features of the observed decisions, so that the prediction is
     * the constant of the regression. Lognormal tastes are regressed as logarithms.
     */
    private PersonTastes byRegression(Population population) {
        Fitted commonFit = fitted.commonFit();
        PersonMoments.Preparation preparation = new PersonMoments.Preparation(commonFit.model(), commonFit.settings());
        try (PersonMoments moments = preparation.prepare(person.decisions(), catalogue)) {
            // the step 0 selects the random numbers of tastes and of noise
            double[][] tastes = moments.tastes(population, SIMULATED, 0, person);
            double[][][] simulated = moments.simulated(tastes, commonFit.epsilon(), 0, person);
            Arguments.require(
                    simulated.length > 0,
                    "costs of this person leave the domain of the oracle",
                    "Maybe choose lognormal tastes");
            int size = population.names().size();
            DMatrixRMaj design = new DMatrixRMaj(SIMULATED, 1 + size);
            DMatrixRMaj residuals = new DMatrixRMaj(SIMULATED, size); // at first the tastes themselves
            for (int r = 0; r < SIMULATED; r++) {
                design.set(r, 0, 1);
                for (int k = 0; k < size; k++) {
                    for (double[][] decision : simulated) {
                        design.add(r, 1 + k, decision[r][k]);
                    }
                    boolean isLogarithm = population.laws().get(k) == Law.LOGNORMAL;
                    residuals.set(r, k, isLogarithm ? Math.log(Math.abs(tastes[r][k])) : tastes[r][k]);
                }
            }
            DMatrixRMaj inverse = new DMatrixRMaj(1 + size, SIMULATED);
            CommonOps_DDRM.pinv(design, inverse);
            DMatrixRMaj regression = CommonOps_DDRM.mult(inverse, residuals, null); // row 0 has the constants
            CommonOps_DDRM.multAdd(-1, design, regression, residuals);
            double[] mean = new double[size];
            double[][] covariance = new double[size][size];
            DMatrixRMaj products = CommonOps_DDRM.multTransA(residuals, residuals, null);
            CommonOps_DDRM.scale(1.0 / (SIMULATED - size - 1), products); // by the degrees of freedom
            List<Law> laws = population.laws();
            Arrays.setAll(
                    mean,
                    k -> laws.get(k).mean(population.signs()[k], regression.get(0, k), Math.sqrt(products.get(k, k))));
            for (int k = 0; k < size; k++) {
                for (int l = 0; l < size; l++) {
                    covariance[k][l] = Law.covariance(laws.get(k), mean[k], laws.get(l), mean[l], products.get(k, l));
                }
            }
            return inRawUnits(mean, covariance);
        }
    }

    private PersonTastes inRawUnits(double[] mean, double[][] covariance) {
        double[] slopes = FitErrors.rawPerStandardised(fitted.commonFit().model());
        double[] deviations = new double[mean.length];
        for (int k = 0; k < deviations.length; k++) {
            for (int l = 0; l < deviations.length; l++) {
                covariance[k][l] *= slopes[k] * slopes[l];
            }
            deviations[k] = Math.sqrt(covariance[k][k]);
        }
        return new PersonTastes(
                fitted.population().names(),
                Standardisable.of(fitted.commonFit().model()).raw(mean),
                deviations,
                covariance,
                person.decisions().size(),
                new double[0]); // no classes
    }
}

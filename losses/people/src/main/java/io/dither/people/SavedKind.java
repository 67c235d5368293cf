package io.dither.people;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dither.error.Arguments;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import io.dither.people.tastes.FittedClasses;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.Population;
import java.util.List;

/** How persons differ, in model.json: all but the fit with one taste for all. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SavedKind.Tastes.class, name = "tastes"),
    @JsonSubTypes.Type(value = SavedKind.Classes.class, name = "classes")
})
interface SavedKind {
    /** Returns how persons differ, around a fit with one taste. */
    FittedPersons about(Fitted one, Fitted typical);

    /** Returns how many classes there are; 0 if tastes vary. */
    default int count() {
        return 0;
    }

    /** Returns what is saved. */
    static SavedKind of(FittedPersons fitted) {
        return fitted.by(new FittedPersons.Kinds<>() {
            @Override
            public SavedKind ofTastes(FittedTastes all) {
                return new Tastes(
                        all.population(),
                        all.method(),
                        all.covariance(),
                        all.degreesOfFreedom(),
                        all.simulation(),
                        all.logLikelihood(),
                        all.oneLogLikelihood(),
                        all.persons(),
                        all.effectivePersons(),
                        all.draws(),
                        all.nearZero(),
                        all.specification() == null ? List.of() : List.of(all.specification()));
            }

            @Override
            public SavedKind ofClasses(FittedClasses all) {
                return new Classes(
                        all.classes(),
                        all.wrongSign(),
                        all.covariance(),
                        all.degreesOfFreedom(),
                        all.logLikelihood(),
                        all.oneLogLikelihood(),
                        all.parameters(),
                        all.persons(),
                        all.effectivePersons(),
                        all.alike(),
                        all.starts(),
                        all.tried());
            }
        });
    }

    private static void require(boolean fits, String problem) {
        Arguments.require(fits, problem, "Maybe learn again");
    }

    private static void requireSquare(double[][] covariance, int size) {
        for (double[] row : covariance) {
            require(
                    covariance.length == size && row.length == size,
                    "its covariance is not that of " + size + " numbers");
        }
    }

    /** Tastes. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Tastes(
            Population population,
            FittedTastes.Method method,
            double[][] covariance,
            double degreesOfFreedom,
            double[] simulation,
            Interval logLikelihood,
            double oneLogLikelihood,
            int persons,
            double effectivePersons,
            int draws,
            List<Weight> nearZero,
            List<Specification> specification)
            implements SavedKind {
        @Override
        public FittedTastes about(Fitted one, Fitted typical) {
            List<String> names = one.model().names();
            require(
                    population.names().equals(names)
                            && population.laws().size() == names.size()
                            && population.factor().length == names.size()
                            && population.held().length == names.size(),
                    "its tastes are not those of the weights " + names);
            requireSquare(covariance, population.size());
            return new FittedTastes(
                    one,
                    population,
                    method,
                    covariance,
                    degreesOfFreedom,
                    simulation,
                    logLikelihood,
                    oneLogLikelihood,
                    persons,
                    effectivePersons,
                    draws,
                    0,
                    typical.status(),
                    typical.message(),
                    nearZero,
                    specification.stream().findFirst().orElse(null));
        }
    }

    /** Classes; the typical weights are those of the model. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Classes(
            List<FittedClasses.OneClass> classes,
            List<Interval> wrongSign,
            double[][] covariance,
            double degreesOfFreedom,
            Interval logLikelihood,
            double oneLogLikelihood,
            int parameters,
            int persons,
            double effectivePersons,
            int alike,
            int starts,
            List<FittedClasses.Tried> tried)
            implements SavedKind {
        @Override
        public int count() {
            return classes.size();
        }

        @Override
        public FittedClasses about(Fitted one, Fitted typical) {
            List<Weight> weights = typical.weights();
            int width = classes.isEmpty() ? 0 : classes.get(0).membership().size();
            require(
                    width > 0
                            && wrongSign.size() == weights.size()
                            && classes.stream()
                                    .allMatch(each -> each.weights().size() == weights.size()
                                            && each.membership().size() == width),
                    "its classes are not those of the weights " + one.model().names());
            requireSquare(covariance, classes.size() * weights.size());
            return new FittedClasses(
                    one,
                    classes,
                    weights,
                    wrongSign,
                    covariance,
                    degreesOfFreedom,
                    logLikelihood,
                    oneLogLikelihood,
                    parameters,
                    persons,
                    effectivePersons,
                    alike,
                    starts,
                    tried,
                    0,
                    typical.status(),
                    typical.message());
        }
    }
}

package io.dither.learn.study;

import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.Simulations;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.SharedLinearModel;

/** Makes the estimators of a study, with its settings and listeners. */
record Estimators(Study study, StudyListener listener) {
    Estimator of(FitSettings setting) {
        Estimator estimator = study.factory().estimator(study.shape(), study.seeded(setting), study.plugins());
        // the search for the root of moments has its own start
        if (study.start().length > 0 && !setting.isMoments() && estimator instanceof Learner learner) {
            learner.startAt(study.start());
        }
        return listening(estimator);
    }

    /** Makes the estimator for a part of the examples, with the study's checkpoint if the fit can continue from one. */
    Estimator of(FitSettings setting, Study.Part part) {
        Estimator estimator = of(setting);
        if (estimator instanceof Learner learner
                && !setting.pooled()
                && !Simulations.arePersistent(setting, study.plugins())) {
            study.checkpoint(part).ifPresent(learner::checkpoint);
        }
        return estimator;
    }

    /** Makes an estimator of a simpler model, for comparison: one weight per feature, without effects, trees or intervals. */
    Estimator ofSimpler(CostModel model, FitSettings setting) {
        SharedLinearModel weights = SharedLinearModel.of(
                FeatureModel.of(model).features(), FeatureModel.of(model).link());
        return listening(Learner.of(weights, study.seeded(setting), study.plugins()))
                .withoutIntervals();
    }

    private Estimator listening(Estimator estimator) {
        return estimator
                .inputs(study.inputs())
                .cancelledBy(listener::isCancelled)
                .onPart(listener::part)
                .onProgress(listener::step);
    }
}

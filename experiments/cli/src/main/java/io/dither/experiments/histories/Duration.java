package io.dither.experiments.histories;

import io.dither.learn.model.PlainText;

/** Formats how long something takes, rounded for people: 0.35 s, 12 s, 40 min, 1.5 h, 3 days. */
final class Duration {
    private Duration() {}

    static String text(double seconds) {
        if (seconds < 1) {
            return PlainText.format("%.2g s", seconds);
        }
        if (seconds < 90) {
            return Math.round(seconds) + " s";
        }
        double minutes = seconds / 60;
        if (minutes < 90) {
            return Math.round(minutes) + " min";
        }
        double hours = minutes / 60;
        return hours < 48
                ? PlainText.format(hours < 10 ? "%.1f h" : "%.0f h", hours)
                : Math.round(hours / 24) + " days";
    }
}

import io.dither.experiments.chart.Chart;

class Main {
    public static void main(String[] args) {
        Chart chart = Chart.rows("Regret", "%").row("a", 2, 1, 3);
        System.out.println(chart.svg().length() + " characters of SVG");
    }
}

import io.dither.experiments.generators.CostData;
import io.dither.experiments.generators.KnapsackValues;

class Main {
    public static void main(String[] args) {
        CostData knapsacks = new KnapsackValues(16, 2, 20, 6, 0.5, 5).draw(20, 42);
        System.out.println(knapsacks.range(0, 10).observations().size() + " examples");
    }
}

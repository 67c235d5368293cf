package io.dither.graphhopper;

import static com.graphhopper.json.Statement.ElseIf;
import static com.graphhopper.json.Statement.If;
import static com.graphhopper.json.Statement.Op.ADD;

import com.graphhopper.routing.weighting.Weighting;
import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import io.dither.graphhopper.RoadTable.Road;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The turns from edge to edge that are allowed: a graph whose vertices are the directed edges. No turn leads back along the same edge. */
final class TurnTable {
    /**
     * The condition of a custom model for turns to the left. Angles are in degrees. Up to 25 degrees are straight on,
     * as in the file {@code avoid_turns.json} of GraphHopper.
     */
    static final String LEFT = "change_angle < -25";

    /** The condition for turns to the right. */
    static final String RIGHT = "change_angle > 25";

    /** The side of a turn by its penalty: the constructor makes turns to the left cost 1 and turns to the right 2. */
    private static final int[] SIDES = {0, -1, 1};

    /**
     * One turn.
     *
     * @param from the edge that it leaves
     * @param to the edge that it enters
     * @param side -1 to the left, 1 to the right, 0 straight on
     */
    record Turn(Road from, Road to, int side) {}

    private final RoadTable roads;
    /** The turns by the keys of the edges from and to, in the order of the lines that {@link #write} writes. */
    private final Map<List<Integer>, Turn> turns = new LinkedHashMap<>();

    TurnTable(RoadTable roads, RoadMap map) {
        this.roads = roads;
        Weighting sides = penalties(map, 1, 2);
        Map<Integer, List<Road>> leaving = new HashMap<>();
        roads.all()
                .forEach(road -> leaving.computeIfAbsent(road.source(), source -> new ArrayList<>())
                        .add(road));
        for (Road from : roads.all()) {
            for (Road to : leaving.getOrDefault(from.target(), List.of())) {
                // the key without its last bit, which is the direction, is the number of the edge
                double penalty = sides.calcTurnWeight(from.key() >> 1, from.target(), to.key() >> 1);
                if (Double.isFinite(penalty)) {
                    turns.put(List.of(from.key(), to.key()), new Turn(from, to, SIDES[(int) penalty]));
                }
            }
        }
    }

    /** {@return the costs of turns: infinite if they are not allowed, 0 straight on, otherwise {@code left} or {@code right}} */
    static Weighting penalties(RoadMap map, int left, int right) {
        return map.turnWeighting(RoadMap.fastestModel(map.profile())
                .addToTurnPenalty(If(LEFT, ADD, String.valueOf(left)))
                .addToTurnPenalty(ElseIf(RIGHT, ADD, String.valueOf(right))));
    }

    /** {@return the turns in the order of the lines that {@link #write} writes} */
    Collection<Turn> all() {
        return turns.values();
    }

    /** Returns the trip; if it has a turn that is not allowed, returns it as dropped. */
    Trip dropIfForbidden(Trip trip) {
        List<Integer> edges = trip.edges();
        for (int i = 1; i < edges.size(); i++) {
            if (!turns.containsKey(edges.subList(i - 1, i + 1))) {
                return Trip.dropped(
                        trip.name(),
                        "forbidden turn",
                        "from way " + roads.of(edges.get(i - 1)).way() + " into way "
                                + roads.of(edges.get(i)).way());
            }
        }
        return trip;
    }

    void write(Path file, Set<String> usualClasses) {
        List<Column> columns = new ArrayList<>(roads.columns());
        columns.add(Column.whole("left"));
        columns.add(Column.whole("right"));
        try (TableWriter table = Histories.standard().write(file.toString(), columns)) {
            for (Turn turn : all()) {
                @Nullable Object[] cells = Arrays.copyOf(roads.cells(turn.to(), usualClasses), columns.size());
                // the columns source and target: edges, because they are the vertices here
                cells[0] = (long) turn.from().key();
                cells[1] = (long) turn.to().key();
                cells[cells.length - 2] = turn.side() < 0 ? 1L : 0L;
                cells[cells.length - 1] = turn.side() > 0 ? 1L : 0L;
                table.write(cells);
            }
            table.commit();
        }
    }
}

package io.allyourbase.jobs.cli.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** A class uses only rooms before its own, which is one of the list. */
final class ReadingOrder extends ArchCondition<JavaClass> {
    private final String root;
    private final List<String> rooms;

    ReadingOrder(String root, List<String> rooms) {
        super("use only rooms before their own, in this order: " + rooms);
        this.root = root;
        this.rooms = rooms;
    }

    @Override
    public void check(JavaClass origin, ConditionEvents events) {
        int place = place(origin);
        if (place < 0) {
            events.add(SimpleConditionEvent.violated(origin, origin.getName() + " is in a room that is not listed"));
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass();
            if (target.getPackageName().startsWith(root) && place(target) > place) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private int place(JavaClass type) {
        String below = type.getPackageName().substring(root.length());
        return rooms.indexOf(below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0]);
    }
}

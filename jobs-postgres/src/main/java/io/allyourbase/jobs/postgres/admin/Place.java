package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A place in the order of all jobs by their creation. */
record Place(Instant createdAt, UUID id) {
    static Place of(PageRequest.Cursor cursor) {
        return new Place(cursor.createdAt(), cursor.id().value());
    }

    PageRequest.Cursor cursor() {
        return new PageRequest.Cursor(createdAt, new JobId(id));
    }

    List<Object> values() {
        return List.of(createdAt, id);
    }

    Place orOlder(Place other) {
        return isOlder(other) ? this : other;
    }

    private boolean isOlder(Place other) {
        int created = createdAt.compareTo(other.createdAt);
        return created < 0 || (created == 0 && new JobId(id).compareTo(new JobId(other.id)) < 0);
    }
}

@NullMarked
package io.allyourbase.jobs.postgres.json;

import org.jspecify.annotations.NullMarked;

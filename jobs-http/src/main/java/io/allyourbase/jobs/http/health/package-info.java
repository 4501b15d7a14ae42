@NullMarked
package io.allyourbase.jobs.http.health;

import org.jspecify.annotations.NullMarked;

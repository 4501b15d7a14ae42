@NullMarked
package io.allyourbase.jobs.http.schedule;

import org.jspecify.annotations.NullMarked;

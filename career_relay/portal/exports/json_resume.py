"""The profile as JSON Resume (schema v1, MIT): the form other tools read."""

from typing import Any

from career_relay.candidates.resumes.shapes import Job, School
from career_relay.portal.exports.career import Career

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def resume_of(career: Career) -> dict[str, Any]:
    """Give the document. Parts that are empty are left out, as the schema allows."""
    parts = {
        "basics": _basics(career),
        "work": [_job(one) for one in career.read.jobs],
        "education": [_school(one) for one in career.read.schools],
        "certificates": [_full(name=one.name, date=one.on) for one in career.read.qualifications],
        "skills": [{"name": one} for one in career.profile.skills],
        "languages": [{"language": one} for one in career.read.languages],
        "meta": {"version": "v1.0.0", "lastModified": career.profile.updated_at.isoformat()},
    }
    return {"$schema": SCHEMA, **{name: part for name, part in parts.items() if part}}


def _basics(career: Career) -> dict[str, Any]:
    profile = career.profile
    region = next(iter(profile.prefectures), "")
    place = _full(postalCode=career.postal_code, address=career.address, region="" if career.address else region)
    return _full(
        name=profile.name,
        label=profile.headline,
        email=profile.email,
        phone=career.phone,
        summary=career.loose,
        location={**place, "countryCode": "JP"} if place else None,
    )


def _job(job: Job) -> dict[str, Any]:
    return _full(
        name=job.company,
        position=job.title,
        startDate=job.begin,
        endDate="" if job.is_now else job.end,
        summary=job.what,
    )


def _school(school: School) -> dict[str, Any]:
    return _full(
        institution=school.school,
        studyType=school.degree,
        area=school.subject,
        startDate=school.begin,
        endDate=school.end,
    )


def _full(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}

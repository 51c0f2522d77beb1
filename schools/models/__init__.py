from schools.models.appointment import Appointment
from schools.models.assignment import Assignment, Team, TeamMember
from schools.models.district import Amphoe, Cluster, District, DistrictSettings
from schools.models.imports import ImportRun
from schools.models.lists import Project, SubjectGroup, WorkGroup, WorkTask
from schools.models.outside import OutsideBody, OutsidePerson
from schools.models.person import Person
from schools.models.school import LEVELS, School, SchoolChange, SchoolYearCount, SizeBand, SizeScheme
from schools.models.years import AcademicTerm

__all__ = [
    "LEVELS",
    "AcademicTerm",
    "Amphoe",
    "Appointment",
    "Assignment",
    "Cluster",
    "District",
    "DistrictSettings",
    "ImportRun",
    "OutsideBody",
    "OutsidePerson",
    "Person",
    "Project",
    "School",
    "SchoolChange",
    "SchoolYearCount",
    "SizeBand",
    "SizeScheme",
    "SubjectGroup",
    "Team",
    "TeamMember",
    "WorkGroup",
    "WorkTask",
]
